import { createEventSchemas, type DirectoryEvents, firstPolicyNumbers, type PolicyNumbers } from '@daqidi/schemas';
import { hasFittingFields, hasFittingUsers } from '../domain/channels.js';
import { areDaysOfYear } from '../domain/holidays.js';
import { unfittingNumber } from '../domain/policy.js';
import { sitsIn } from '../domain/roles.js';
import { mostTags } from '../domain/tags.js';
import { isCode } from '../shared/directory-commands.js';
import { type DistrictSeed, usualChannels, usualHolidays, usualTags } from './district-seed.js';
import { BadDistrict, type Problem } from './problem.js';
import { type RawDistrict, readDistrictFiles } from './read-files.js';
import { type Placed, type RowOf, readRows } from './read-row.js';
import type { TableName } from './tables.js';

/** Where a row says no first day, it is there from this one. */
const since = '2021-01-01';

type Region = DirectoryEvents['RegionStated'];
type Unit = DirectoryEvents['UnitStated'];

const levels: readonly string[] = ['DISTRICT', 'TOWNSHIP', 'VILLAGE', 'GRID'];
/** Whoever has to be there so that every step of a case finds somebody competent (domain, 3), and the office's own. */
const neededRoles = ['CENTRE_CLERK', 'LETTERS_OFFICER', 'DISCIPLINE_INSPECTOR', 'SECRETARIAT', 'CITY_OFFICE', 'AUDITOR', 'ADMIN'];

type Tell = (at: { readonly file: string; readonly line: number }, code: string, message: string) => void;
type Rows = { readonly [Name in TableName]: readonly Placed<RowOf<Name>>[] };

const byId = <Row extends { readonly id: string }>(
  rows: readonly Placed<Row>[],
  tell: Tell,
): ReadonlyMap<string, Placed<Row>> => {
  const found = new Map<string, Placed<Row>>();
  for (const placed of rows) {
    const before = found.get(placed.row.id);
    if (before === undefined) found.set(placed.row.id, placed);
    else tell(placed, 'duplicate', `"${placed.row.id}" is there already, in line ${before.line}`);
  }
  return found;
};

/** From the top down to it; null where the line does not end at the top. */
const lineUp = <Row extends { readonly id: string; readonly parent: string | null }>(
  all: ReadonlyMap<string, Placed<Row>>,
  id: string,
): readonly string[] | null => {
  const line: string[] = [];
  for (let at: string | null = id; at !== null; at = all.get(at)?.row.parent ?? null) {
    if (line.includes(at) || !all.has(at)) return null;
    line.unshift(at);
  }
  return line;
};

const checkDates = (placed: Placed<{ readonly from: string | null; readonly to: string | null }>, tell: Tell): void => {
  const { from, to } = placed.row;
  if (to !== null && to < (from ?? since)) tell(placed, 'dates', 'it ends before it begins');
};

const regionsOf = (rows: Rows['regions'], tell: Tell): ReadonlyMap<string, Placed<Region>> => {
  const all = byId(rows, tell);
  const tops = rows.filter(({ row }) => row.level === 'DISTRICT');
  if (tops.length !== 1)
    tell(tops[1] ?? { file: 'regions', line: 0 }, 'district', 'there has to be one region of the level DISTRICT');
  return new Map(
    [...all].map(([id, placed]) => {
      const { code, name, level, parent, from, to } = placed.row;
      checkDates(placed, tell);
      const path = lineUp(all, id);
      const above = parent === null ? undefined : all.get(parent)?.row.level;
      if (parent !== null && !all.has(parent)) tell(placed, 'parent', `there is no region "${parent}"`);
      else if (path === null) tell(placed, 'parent', 'it stands above itself');
      else if (levels.indexOf(level) !== (above === undefined ? 0 : levels.indexOf(above) + 1))
        tell(placed, 'level', `${level} does not stand ${above === undefined ? 'alone' : `under ${above}`}`);
      if (level === 'DISTRICT' && !/^\d{6}$/.test(code ?? '')) tell(placed, 'code', 'a district has a code of six digits');
      const region = { id, code, name, level: level as Region['level'], parentId: parent, path: [...(path ?? [id])] };
      return [id, { ...placed, row: { ...region, validFrom: from ?? since, validTo: to } }];
    }),
  );
};

const unitsOf = (
  rows: Rows['units'],
  regions: ReadonlyMap<string, Placed<Region>>,
  tell: Tell,
): ReadonlyMap<string, Placed<Unit>> => {
  const all = byId(rows, tell);
  const names = new Map<string, number>();
  return new Map(
    [...all].map(([id, placed]) => {
      const { name, kind, level, region, parent, from, to } = placed.row;
      checkDates(placed, tell);
      const place = regions.get(region)?.row;
      const above = parent === null ? undefined : all.get(parent)?.row.level;
      if (place === undefined) tell(placed, 'region', `there is no region "${region}"`);
      else if (place.level !== level) tell(placed, 'level', `a unit of the level ${level} is not at home in a ${place.level}`);
      if (parent === null && kind !== 'SUPERVISING_BODY') tell(placed, 'superior', 'only a supervising body stands under nobody');
      else if (parent !== null && !all.has(parent)) tell(placed, 'superior', `there is no unit "${parent}"`);
      else if (lineUp(all, id) === null) tell(placed, 'superior', 'it stands above itself');
      else if (above !== undefined && levels.indexOf(above) > levels.indexOf(level))
        tell(placed, 'superior', `a unit of the level ${level} does not stand under one of the level ${above}`);
      const other = names.get(`${region} ${name}`);
      if (other !== undefined) tell(placed, 'duplicate', `"${name}" is a unit of this region already, in line ${other}`);
      names.set(`${region} ${name}`, placed.line);
      const unit = { id, name, kind: kind as Unit['kind'], level: level as Unit['level'], regionId: region, parentId: parent };
      return [id, { ...placed, row: { ...unit, validFrom: from ?? since, validTo: to } }];
    }),
  );
};

interface Ground {
  readonly regions: ReadonlyMap<string, Placed<Region>>;
  readonly units: ReadonlyMap<string, Placed<Unit>>;
  readonly officers: ReadonlyMap<string, Placed<RowOf<'officers'>>>;
}

const postsOf = (rows: Rows['posts'], { regions, units, officers }: Ground, tell: Tell) => {
  const ids = new Map<string, number>();
  const posts = rows.map((placed) => {
    const { officer, role, office, unit: unitId, region, from, to, acting } = placed.row;
    checkDates(placed, tell);
    const unit = units.get(unitId)?.row;
    const regionId = region ?? unit?.regionId ?? '';
    if (!officer.startsWith('machine:') && !officers.has(officer)) tell(placed, 'officer', `there is no officer "${officer}"`);
    if (unit === undefined) tell(placed, 'unit', `there is no unit "${unitId}"`);
    else if (!sitsIn(role, unit.kind)) tell(placed, 'role', `${role} does not sit in a ${unit.kind}`);
    if ((office !== null) !== (role === 'TOWNSHIP_REVIEWER'))
      tell(placed, 'office', 'a TOWNSHIP_REVIEWER has an office, LETTERS, JUSTICE or SAFETY, and nobody else');
    const place = regions.get(regionId)?.row;
    if (unit !== undefined && place === undefined) tell(placed, 'region', `there is no region "${regionId}"`);
    else if (unit !== undefined && !place?.path.includes(unit.regionId))
      tell(placed, 'region', 'the post lies outside the unit’s region');
    const id = placed.row.id ?? ['post', officer, role, ...(office === null ? [] : [office]), unitId, regionId].join('.');
    const before = ids.get(id);
    if (before !== undefined) tell(placed, 'duplicate', `the post is there already, in line ${before}; give one of them an id`);
    ids.set(id, placed.line);
    const office_ = office as DirectoryEvents['PostStated']['office'];
    const row = {
      id,
      role,
      office: office_,
      unitId,
      regionId,
      personId: officer,
      from: from ?? since,
      to,
      acting: acting ?? false,
    };
    return { ...placed, row };
  });
  const held = new Set(posts.filter(({ row }) => row.to === null).map(({ row }) => row.role));
  for (const role of neededRoles) if (!held.has(role)) tell({ file: 'posts', line: 0 }, 'nobody', `nobody is ${role}`);
  return posts;
};

const channelsOf = (rows: Rows['channels'], tell: Tell) => {
  const all = byId(
    rows.map((placed) => ({ ...placed, row: { ...placed.row, id: placed.row.code } })),
    tell,
  );
  return [...all.values()].map((placed) => {
    const { id: _, from, to, usedBy, hasPetitioner, machinesOnly, asksFor, requires, ...named } = placed.row;
    checkDates(placed, tell);
    const row = {
      ...named,
      hasPetitioner: hasPetitioner ?? true,
      usedBy: [...usedBy],
      machinesOnly: machinesOnly ?? false,
      asksFor: [...(asksFor ?? [])] as DirectoryEvents['ChannelStated']['asksFor'],
      requires: [...(requires ?? [])] as DirectoryEvents['ChannelStated']['requires'],
      validFrom: from ?? since,
      validTo: to,
    };
    if (!hasFittingUsers(row))
      tell(placed, 'role', 'usedBy names roles that hand in appeals, and no petitioners where there are none');
    if (!hasFittingFields(row)) tell(placed, 'value', 'requires names what asksFor does not');
    return { ...placed, row };
  });
};

const tagsOf = (rows: Rows['tags'], tell: Tell) => {
  const all = byId(
    rows.map((placed) => ({ ...placed, row: { ...placed.row, id: placed.row.code } })),
    tell,
  );
  return [...all.values()].map((placed, at) => {
    const { code, nameZh, nameEn, from, to } = placed.row;
    checkDates(placed, tell);
    if (!isCode(code)) tell(placed, 'value', 'a code has 2 to 40 capital letters, digits and underscores, a letter first');
    if (at === mostTags) tell(placed, 'value', `a district has ${mostTags} tags at most`);
    return { ...placed, row: { code, nameZh, nameEn, validFrom: from ?? since, validTo: to } };
  });
};

const holidaysOf = (rows: Rows['holidays'], tell: Tell) =>
  rows.map((placed) => {
    const { year, daysOff, makeUpDays, provisional, source } = placed.row;
    const list = { year, daysOff: [...daysOff], makeUpDays: [...(makeUpDays ?? [])], provisional: provisional ?? false, source };
    const row = { ...list, number: 1, reason: null };
    if (!areDaysOfYear(row)) tell(placed, 'days', 'days off and worked weekend days belong to the year, each once');
    return { ...placed, row };
  });

/** Each says what it changes of the one before; the first of those that the product begins with. */
const policiesOf = ({ policies }: RawDistrict, tell: Tell) => {
  let before = firstPolicyNumbers();
  return policies.map(({ file, line, values }, at) => {
    const row = { ...before, ...values, number: at + 1 } as PolicyNumbers;
    for (const name of Object.keys(values))
      if (!Object.hasOwn(before, name)) tell({ file, line }, 'column', `there is no number "${name}"`);
    const shape = shapes.problem({ group: 'directory', type: 'PolicyStated', v: 1 }, row);
    const unfitting = shape === null ? unfittingNumber(row) : null;
    if (unfitting !== null) tell({ file, line }, 'policy', `${unfitting} is out of its bounds, or no order of signing`);
    before = row;
    return { file, line, row };
  });
};

const shapes = createEventSchemas();

/** Whether the records are such as the contract of the directory allows; one at fault already is told of once. */
const checkShapes = (type: keyof DirectoryEvents, placed: readonly Placed<object>[], problems: Problem[]): void => {
  const told = new Set(problems.map(({ file, line }) => `${file}:${line}`));
  for (const { file, line, row } of placed) {
    const message = told.has(`${file}:${line}`) ? null : shapes.problem({ group: 'directory', type, v: 1 }, row);
    if (message !== null) problems.push({ file, line, code: 'shape', message });
  }
};

const rowOf = <Row>({ row }: Placed<Row>): Row => row;

/** A district from a folder or a file. Throws `BadDistrict` with everything that is wrong, each with its line. */
export const readDistrict = (path: string): DistrictSeed => {
  const raw = readDistrictFiles(path);
  const problems = [...raw.problems];
  const tell: Tell = ({ file, line }, code, message) => void problems.push({ file, line, code, message });
  const read = <Name extends TableName>(name: Name) => readRows(name, raw.rows[name], problems);
  const regions = regionsOf(read('regions'), tell);
  const units = unitsOf(read('units'), regions, tell);
  const officers = byId(read('officers'), tell);
  const posts = postsOf(read('posts'), { regions, units, officers }, tell);
  const channels = channelsOf(read('channels'), tell);
  const tags = tagsOf(read('tags'), tell);
  const holidays = holidaysOf(read('holidays'), tell);
  const policies = policiesOf(raw, tell);
  checkShapes('RegionStated', [...regions.values()], problems);
  checkShapes('UnitStated', [...units.values()], problems);
  checkShapes('PostStated', posts, problems);
  checkShapes('ChannelStated', channels, problems);
  checkShapes('TagStated', tags, problems);
  checkShapes('HolidayListStated', holidays, problems);
  checkShapes('PolicyStated', policies, problems);
  // Where a table could not be read, what refers to it is no fault of its own.
  if (problems.length > 0) throw new BadDistrict(raw.problems.length > 0 ? raw.problems : problems);
  return {
    regions: [...regions.values()].map(rowOf),
    units: [...units.values()].map(rowOf),
    officers: [...officers.values()].map(rowOf),
    posts: posts.map(rowOf),
    channels: channels.length > 0 ? channels.map(rowOf) : usualChannels(since),
    tags: tags.length > 0 ? tags.map(rowOf) : usualTags(since),
    holidays: holidays.length > 0 ? holidays.map(rowOf) : usualHolidays(),
    policies: policies.length > 0 ? policies.map(rowOf) : [firstPolicyNumbers()],
  };
};
