import type { DemoPerson } from './demo-people.js';

export interface WelcomeInput {
  readonly url: string;
  /** Nobody where tokens come from an identity provider. */
  readonly people: readonly (DemoPerson & { readonly token: string })[];
  /** Since the process began. */
  readonly milliseconds: number;
  readonly directory: string;
  /** What the commands add where a platform is not where they look first: nothing, or options that begin with a blank. */
  readonly options: string;
  /** The same for the demo alone: whose people play. */
  readonly demoOptions: string;
  /** There is no case yet, and a month of them could be made. */
  readonly empty: boolean;
}

const dashed = (options: string): string => (options === '' ? '' : ` --${options}`);

const fillIt = `
There is no case yet. Stop this, and begin with a month of 939 invented ones (three to six minutes) · 尚无诉求,可停止后生成一个月的演示数据

  npm start -- --seed
`;

/** For whoever tries it: tokens, and what to do with one. */
const trial = ({ url, people, options, demoOptions, empty }: WelcomeInput): string => {
  const clerk = people.find(({ role }) => role === 'CENTRE_CLERK')?.token ?? '';
  return `
Development tokens (good for ten hours) · 开发用令牌(十小时有效)

${people.map(({ role, sub, token }) => `  ${role} · ${sub}\n  ${token}\n`).join('\n')}
Try a query · 试一条查询

  curl -s ${url}/graphql -H 'content-type: application/json' \\
    -H 'authorization: Bearer ${clerk}' \\
    -d '{"query":"{ cases(first: 5) { total edges { node { unifiedCode stage region { name } } } } }"}'

Play a whole appeal · 演示一件诉求的全过程

  npm run demo${dashed(`${options}${demoOptions}`)}
${empty ? fillIt : ''}
A token for anybody else of the directory · 给名录中其他人签发令牌

  npm run --silent token -- <person>${options}
`;
};

/** What a person sees when the one-process form is up: where and, where it is a trial, as whom and one thing to try. */
export const welcome = (input: WelcomeInput): string => {
  const { url, people, milliseconds, directory } = input;
  return `
大起底 daqidi is ready · 已就绪 (${Math.round(milliseconds)} ms)

  Console   ${url}/    控制台
  Citizens  ${url}/c   群众页面
  GraphQL   ${url}/graphql
  Health    ${url}/healthz   ${url}/readyz
  Data      ${directory}
${people.length === 0 ? '' : trial(input)}`;
};
