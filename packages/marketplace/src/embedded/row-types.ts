import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import ts from 'typescript'
import type { Database } from '../platform/index.ts'

/** A column of a row type or of the database; `kind` is the type of its values. */
export type Column = { readonly kind: string; readonly nullable: boolean }
/** Columns by `table.column`. */
export type Columns = ReadonlyMap<string, Column>
export type TypedTable = { readonly table: string; readonly columns: Columns }

const source = join(import.meta.dirname, '..')

/** The row types of every domain: the exported types of all `tables.ts`, read by the compiler. */
export function readRowTypes(): TypedTable[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])tables\.ts$/.test(path))
    .map((path) => join(source, path))
  const program = ts.createProgram(files, readOptions())
  const checker = program.getTypeChecker()
  return files.flatMap((file) =>
    (program.getSourceFile(file)?.statements ?? []).flatMap((one) =>
      ts.isTypeAliasDeclaration(one) && one.name.text.endsWith('Tables') ? readTables(checker, one) : [],
    ),
  )
}

function readOptions(): ts.CompilerOptions {
  const root = join(source, '../../..')
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as {
    config: { compilerOptions: object }
  }
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, root).options
}

function readTables(checker: ts.TypeChecker, alias: ts.TypeAliasDeclaration): TypedTable[] {
  const membersOf = (type: ts.Type) =>
    type.getProperties().map((one) => [one.name, checker.getTypeOfSymbol(one)] as const)
  return membersOf(checker.getTypeAtLocation(alias)).map(([table, row]) => ({
    table,
    columns: new Map(
      membersOf(row).map(([column, type]) => [`${table}.${column}`, readColumn(checker, type)]),
    ),
  }))
}

function readColumn(checker: ts.TypeChecker, type: ts.Type): Column {
  const members = listSelected(checker, type)
  const kinds = new Set(
    members.filter(({ flags }) => !(flags & ts.TypeFlags.Null)).map((one) => kindOf(checker, one)),
  )
  return {
    kind: [...kinds].join(' or '),
    nullable: members.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0),
  }
}

/** The members of a union; for Kysely columns, the type that is read. */
function listSelected(checker: ts.TypeChecker, type: ts.Type): ts.Type[] {
  if (type.isUnion()) return type.types.flatMap((one) => listSelected(checker, one))
  const selected = type.getProperty('__select__')
  return selected ? listSelected(checker, checker.getTypeOfSymbol(selected)) : [type]
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): string {
  const { flags } = type
  if (type.isIntersection()) {
    const [base] = type.types.filter((one) => !(one.flags & ts.TypeFlags.Object))
    return type.getProperty('__instant') ? 'time' : kindOf(checker, base ?? type.types[0] ?? type)
  }
  if (flags & ts.TypeFlags.StringLike) return 'text'
  if (flags & ts.TypeFlags.BigIntLike) return 'bigint'
  if (flags & ts.TypeFlags.BooleanLike) return 'boolean'
  if (flags & ts.TypeFlags.NumberLike) return 'number'
  if (type.symbol?.name === 'Uint8Array') return 'bytes'
  const element = checker.isArrayLikeType(type)
    ? checker.getIndexTypeOfType(type, ts.IndexKind.Number)
    : undefined
  return element ? `${readColumn(checker, element).kind}[]` : 'json'
}

const kinds: Readonly<Record<string, string>> = {
  text: 'text',
  // Both drivers return the text: the number may not fit a bigint or a number.
  numeric: 'text',
  int8: 'bigint',
  int2: 'number',
  int4: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'time',
  bytea: 'bytes',
  jsonb: 'json',
  _text: 'text[]',
  _int4: 'number[]',
  _int8: 'bigint[]',
}

/** The columns of every table of the database. */
export async function readColumns(db: Database): Promise<Columns> {
  const { rows } = await sql<{ name: string; type: string; nullable: string }>`
    select table_name || '.' || column_name as name, udt_name as type, is_nullable as nullable
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db.withTables<unknown>())
  return new Map(
    rows.map(({ name, type, nullable }) => [
      name,
      { kind: kinds[type] ?? type, nullable: nullable === 'YES' },
    ]),
  )
}

/** Differences from the database, as sentences. */
export function findRowFaults(typed: readonly TypedTable[], columns: Columns): string[] {
  const types = new Map(typed.flatMap((one) => [...one.columns]))
  const tables = typed.map(({ table }) => table)
  return [
    ...tables.filter((table, i) => tables.indexOf(table) !== i).map((table) => `${table} is typed twice`),
    ...[...columns.keys()].filter((name) => !types.has(name)).map((name) => `${name} is in no row type`),
    ...[...types].flatMap(([name, type]) => findColumnFaults(name, type, columns.get(name))),
  ].toSorted()
}

function findColumnFaults(name: string, type: Column, column: Column | undefined): string[] {
  if (!column) return [`${name} is not in the database`]
  const fits = type.kind === column.kind || (column.kind === 'json' && /json|\[\]$/.test(type.kind))
  return [
    ...(fits ? [] : [`${name} is ${column.kind}, and its type says ${type.kind}`]),
    ...(type.nullable === column.nullable
      ? []
      : [`${name} may ${column.nullable ? '' : 'not '}be null, and its type says otherwise`]),
  ]
}
