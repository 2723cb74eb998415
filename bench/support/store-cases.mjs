export const storeCases = async () => {};
