/** A mutation that takes one input, by its name; it answers the position, and what else is selected. */
export const mutationNamed = (name: string, selection = ''): string =>
  `mutation($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} position } }`;
