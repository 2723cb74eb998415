// What tests use beyond jest's own: `expect(actual, message)`, whose failure says what it was about, and `toSatisfy(predicate)`.
const { expect } = globalThis;

expect.extend({
  toSatisfy(received, predicate) {
    const { printReceived } = this.utils;
    const message = () => `expected ${printReceived(received)} ${this.isNot ? 'not ' : ''}to satisfy\n${predicate}`;
    return { pass: predicate(received) === true, message };
  },
});

const prefixed = (message, error) => {
  const { message: before, stack } = error;
  error.message = `${message}\n\n${before}`;
  error.stack = stack.replace(before, () => error.message);
  return error;
};

/** The same matchers (their `not`, `resolves` and `rejects` too), whose failures begin with the message. */
const explained = (matchers, message) =>
  new Proxy(matchers, {
    get: (target, key) => {
      const member = target[key];
      if (typeof member !== 'function') return typeof member === 'object' ? explained(member, message) : member;
      return (...args) => {
        const fail = (error) => {
          throw prefixed(message, error);
        };
        try {
          const answer = member(...args);
          return answer instanceof Promise ? answer.catch(fail) : answer;
        } catch (error) {
          return fail(error);
        }
      };
    },
  });

globalThis.expect = new Proxy(expect, {
  apply: (target, self, [actual, message]) => {
    const matchers = Reflect.apply(target, self, [actual]);
    return message === undefined ? matchers : explained(matchers, message);
  },
});
