import { omitUndefined } from '@loggia/kernel'
import type { InstanceChange, Json, LicenseChange, StoredInstance, StoredLicense } from './store.ts'

/**
 * An instance as a row. The facts that never change are one text; each fact that may change has its own column. JSON is
 * stored as text.
 */
export type InstanceRow = {
  readonly instance_id: string
  readonly facts: string
  readonly state: string
  readonly purchase: string
  readonly access: string | null
  readonly expires_at_ms: number | null
  readonly refusal: string | null
}

const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** The values of the columns that change, in the order of the columns; `null` keeps the old value. */
export const changeValues = ({
  state,
  purchase,
  access,
  expiresAtMs,
  refusal,
}: Omit<InstanceChange, 'instanceId'>) =>
  [state ?? null, text(purchase), text(access), expiresAtMs ?? null, text(refusal)] as const

export function toRow(instance: StoredInstance): InstanceRow {
  const { instanceId, state, purchase, access, expiresAtMs, refusal, ...facts } = instance
  return {
    instance_id: instanceId,
    facts: JSON.stringify(facts),
    state,
    purchase: JSON.stringify(purchase),
    access: text(access),
    expires_at_ms: expiresAtMs ?? null,
    refusal: text(refusal),
  }
}

type Facts = Pick<StoredInstance, 'protocol' | 'isTest' | 'orderId' | 'openKey' | 'madeAtMs'>
/** Drivers return a bigint as text, number or bigint. */
type ReadRow = { readonly [Name in keyof InstanceRow]: unknown }

/** Reads a row that {@link toRow} wrote. */
export function fromRow(row: ReadRow): StoredInstance {
  return omitUndefined({
    ...read<Facts>(row.facts),
    instanceId: row.instance_id as string,
    state: row.state as StoredInstance['state'],
    purchase: read<StoredInstance['purchase']>(row.purchase),
    access: row.access === null ? undefined : read<NonNullable<StoredInstance['access']>>(row.access),
    expiresAtMs: row.expires_at_ms === null ? undefined : Number(row.expires_at_ms),
    refusal: row.refusal === null ? undefined : read<NonNullable<StoredInstance['refusal']>>(row.refusal),
  })
}

/** A license as a row, in the same way. */
type LicenseRow = {
  readonly license_id: string
  readonly facts: string
  readonly state: string
  readonly content: string | null
  readonly due_at_ms: number | null
  readonly failures: number
}

export function toLicenseRow(license: StoredLicense): LicenseRow {
  const { licenseId, state, content, dueAtMs, failures, ...facts } = license
  return {
    license_id: licenseId,
    facts: JSON.stringify(facts),
    state,
    content: content ?? null,
    due_at_ms: dueAtMs ?? null,
    failures,
  }
}

/** The values of the columns of a license that change, in the order of the columns; `null` keeps the old value. */
export const toLicenseChange = ({ state, content, dueAtMs, failures }: LicenseChange) =>
  [state ?? null, content ?? null, dueAtMs ?? null, failures ?? null] as const

type LicenseFacts = Pick<StoredLicense, 'instanceId' | 'isTest' | 'madeAtMs'>

/** Reads a row that {@link toLicenseRow} wrote. */
export const fromLicenseRow = (row: { readonly [Name in keyof LicenseRow]: unknown }): StoredLicense =>
  omitUndefined({
    ...read<LicenseFacts>(row.facts),
    licenseId: row.license_id as string,
    state: row.state as StoredLicense['state'],
    content: row.content === null ? undefined : (row.content as string),
    dueAtMs: row.due_at_ms === null ? undefined : Number(row.due_at_ms),
    failures: Number(row.failures),
  })

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the reader names what it wrote
const read = <T>(value: unknown): T => JSON.parse(value as string) as T

export const readJson = (value: unknown): Json => JSON.parse(value as string) as Json

/** Throws a TypeError if the prefix cannot be the beginning of a table name. */
export function requirePrefix(prefix: string): string {
  if (typeof prefix === 'string' && /^([a-z_][a-z0-9_]*\.)?[a-z_][a-z0-9_]{0,40}$/.test(prefix)) return prefix
  throw new TypeError(
    `tablePrefix must consist of lower-case letters, digits and underscores, such as loggia_, not ${String(prefix)}.`,
  )
}
