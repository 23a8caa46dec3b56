export { type DecodedText, decodeText } from './decode-text.ts'
export { readLines, type TextLine } from './read-lines.ts'
export { type CsvRecord, type ReadRecordsOptions, readRecords } from './read-records.ts'
export { type Cell, writeRow } from './write-row.ts'
