/** What comes first: the promise, or `late` after so many milliseconds. */
export const within = async <Result>(promise: Promise<Result>, patience: number): Promise<Result | 'late'> => {
  let fuse: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    fuse = setTimeout(() => resolve('late'), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(fuse);
  }
};
