export { addressLines, type PaperAddress } from './address';
export * from './language';
export type { Attachment, Block, Paper, Table } from './paper';
export { printed } from './printed';
