import { badInput, type DaqidiError } from '@daqidi/runtime';
import { fileTypeFromBuffer } from 'file-type';

/** What a file is, by its own bytes. */
export interface MediaType {
  readonly mediaType: string;
  /** How a name of it ends. */
  readonly extension: string;
  /** Pictures are decoded; the rest is never. */
  readonly isPicture: boolean;
  /** Whether a browser may show it in place. */
  readonly isShown: boolean;
}

const made = (mediaType: string, extension: string, isPicture: boolean, isShown: boolean): MediaType => ({
  mediaType,
  extension,
  isPicture,
  isShown,
});

const wordOf = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheetOf = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The closed list, by what the bytes are recognised as. */
const byBytes: Readonly<Record<string, MediaType>> = {
  'image/jpeg': made('image/jpeg', 'jpg', true, true),
  'image/png': made('image/png', 'png', true, true),
  'image/webp': made('image/webp', 'webp', true, true),
  'image/heic': made('image/heic', 'heic', true, false),
  'application/pdf': made('application/pdf', 'pdf', false, true),
  'video/mp4': made('video/mp4', 'mp4', false, true),
  'video/quicktime': made('video/quicktime', 'mov', false, true),
  'audio/mpeg': made('audio/mpeg', 'mp3', false, true),
  'audio/amr': made('audio/amr', 'amr', false, false),
  [wordOf]: made(wordOf, 'docx', false, false),
  [sheetOf]: made(sheetOf, 'xlsx', false, false),
};

/** What lies in one container of old office programs, told apart by its name alone: kept and downloaded, never opened. */
const inCompoundFile: Readonly<Record<string, MediaType>> = {
  doc: made('application/msword', 'doc', false, false),
  xls: made('application/vnd.ms-excel', 'xls', false, false),
  wps: made('application/vnd.ms-works', 'wps', false, false),
};

const fixedLayout = made('application/ofd', 'ofd', false, false);

/** How much of the beginning says what it is. */
export const headBytes = 65_536;

const extensionIn = (name: string): string => /\.(\w{1,5})$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';

/** Local headers of a zip, as far as the beginning goes: by its first file a document of fixed layout (版式文件) is told from other archives. */
const beginsWithFixedLayout = (head: Buffer): boolean => {
  const name = head.subarray(30, 30 + head.readUInt16LE(26)).toString('latin1');
  return /^OFD\.xml$/i.test(name) || head.includes('OFD.xml');
};

/** Old Mac and browsers alike would take these for what they hold, whatever they are called. */
const isMarkup = (head: Buffer): boolean =>
  /^[\s\ufeff]*<(!doctype|html|svg|\?xml|script|!--)/i.test(head.toString('utf8', 0, 512));

export const unknownType = (): DaqidiError =>
  badInput(
    'file.type',
    'Files of this kind are not taken: JPEG, PNG, WebP, HEIC, PDF, MP4, MOV, MP3, AMR, DOCX, XLSX, DOC, XLS, WPS and OFD are.',
    '不支持此类文件:可上传 JPEG、PNG、WebP、HEIC、PDF、MP4、MOV、MP3、AMR、DOCX、XLSX、DOC、XLS、WPS、OFD。',
  );

/** BAD_USER_INPUT (`file.type`) for everything that is not on the list, by the beginning of the file. */
export const mediaTypeOf = async (head: Buffer, name: string): Promise<MediaType> => {
  if (isMarkup(head)) throw unknownType();
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const mime = found?.mime ?? '';
  const known =
    byBytes[mime === 'image/heif' ? 'image/heic' : mime === 'video/x-m4v' ? 'video/mp4' : mime] ??
    (mime === 'application/x-cfb' ? inCompoundFile[extensionIn(name)] : undefined) ??
    (mime === 'application/zip' && beginsWithFixedLayout(head) ? fixedLayout : undefined);
  if (known === undefined) throw unknownType();
  // Readers forgive what stands before it; then it is two things at once.
  if (known.extension === 'pdf' && !head.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw unknownType();
  return known;
};

/** Of a media type that is on the list. */
export const isShownInPlace = (mediaType: string): boolean => byBytes[mediaType]?.isShown === true;

export const extensionOf = (mediaType: string): string =>
  [...Object.values(byBytes), ...Object.values(inCompoundFile), fixedLayout].find((each) => each.mediaType === mediaType)
    ?.extension ?? 'bin';
