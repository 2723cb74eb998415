import { createRequire } from 'node:module';

const wrapped = Symbol.for('daqidi.kafkajs.wrapped');

type Method<Instance> = ((this: Instance) => unknown) & { [wrapped]?: true };

/**
 * Puts `around` in the place of a method without arguments of a class inside kafkajs 2.2.4, once a process. What is wrapped has to
 * be looked at again with any other release: hence the exact version in package.json.
 */
export const wrapLibraryMethod = <Instance>(
  file: string,
  method: keyof Instance & string,
  around: (inner: (this: Instance) => unknown) => (this: Instance) => unknown,
): void => {
  const { prototype } = createRequire(import.meta.url)(`kafkajs/src/${file}`) as {
    readonly prototype: Record<string, Method<Instance>>;
  };
  const inner = prototype[method];
  if (inner === undefined) throw new TypeError(`kafkajs has no ${method} in ${file}`);
  if (!inner[wrapped]) prototype[method] = Object.assign(around(inner), { [wrapped]: true as const });
};
