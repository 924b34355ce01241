import pg from 'pg';

const { builtins } = pg.types;
/** OIDs of array types that the driver's own list of built-ins does not name (pg_type.dat). */
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

type Parser = (value: string) => unknown;
// The driver's typings list only its built-ins' OIDs; at run time any number is fine.
const textArray = pg.types.getTypeParser(TEXT_ARRAY as number as 25, 'text') as (value: string) => (string | null)[];

const ours = new Map<number, Parser>([
  [builtins.INT8, BigInt],
  [INT8_ARRAY, (value) => textArray(value).map((item) => (item === null ? null : BigInt(item)))],
  // A calendar day has no time zone: the driver's Date would shift it by the machine's offset.
  [builtins.DATE, String],
  [DATE_ARRAY, textArray],
]);

/** Result parsers for our connections only; the driver's global table stays as it is. */
export const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    const parser = format === 'binary' ? undefined : ours.get(oid);
    return parser ?? pg.types.getTypeParser(oid as 25, format as 'text');
  },
};
