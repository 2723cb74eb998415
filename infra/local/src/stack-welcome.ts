import { relative } from 'node:path';
import type { Stack } from './stack.js';
import type { StackServer } from './stack-servers.js';

const server = (name: string, { address, own, pid }: StackServer): string =>
  `  ${name.padEnd(15)} ${own ? `${address}  pid ${pid}` : `${address.replace(/\/\/[^@/]*@/, '//…@') || 'as given'}  (not started here)`}`;

/** What a person sees when the stack is up: where everything is, and one thing to try. */
export const stackWelcome = ({ url, directory, processes, kafka, mongo }: Stack, milliseconds: number): string => {
  const here = (path: string): string => {
    const short = relative(process.cwd(), path) || '.';
    return short.startsWith('..') ? path : short;
  };
  return `
大起底 daqidi is ready · 已就绪 (${Math.round(milliseconds)} ms): separate processes on Apache Kafka and MongoDB

  Console   ${url}/    控制台
  Citizens  ${url}/c   群众页面
  GraphQL   ${url}/graphql
  Health    ${url}/healthz   ${url}/readyz
  Data      ${here(directory)}

${processes
  .map(
    ({ name, instance, pid, url: at, logFile }) =>
      `  ${`${name} ${instance}`.padEnd(15)} ${at}/readyz  pid ${pid}  ${here(logFile)}`,
  )
  .join('\n')}
${server('Kafka', kafka)}
${server('MongoDB', mongo)}

Play a whole appeal, with tokens of the development issuer of this stack · 演示一件诉求的全过程(用本套进程的开发令牌)

  DAQIDI_DATA=${here(directory)} npm run demo -- --url ${url}

A process that ends on its own is told of here and started again, five times within five minutes at most.
Ctrl-C stops all of it. · 按 Ctrl-C 全部停止。
`;
};
