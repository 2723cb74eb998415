export { type Cell, csvFile, csvType, type SheetRow } from './csv-file.js';
export { workbookFile, workbookType } from './workbook-file.js';
