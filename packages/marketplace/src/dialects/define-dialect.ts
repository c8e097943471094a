import { z } from 'zod'
import type { Dialect } from './dialect.ts'
import type { AnyAnswer, AnyOperation, Schedule } from './schema.ts'

/** One operation in a protocol: the name of its interface, and its retry schedule. */
type Spoken<Operation extends AnyOperation, Activity extends string = string> = Schedule & {
  readonly activity: Activity
  /** The schedule of the *patient* plan; absent: the same as in the other plan. */
  readonly patient?: Schedule
  /** Returns false for operations of this kind that the protocol cannot express; absent: it can express all. */
  readonly supports?: (operation: Operation) => boolean
}
/** All operations that a protocol can express. */
export type OperationTable<Operation extends AnyOperation, Activity extends string = string> = {
  readonly [Kind in Operation['kind']]: Spoken<Extract<Operation, { kind: Kind }>, Activity>
}

type Written<Operation extends AnyOperation, Facts, Answer extends AnyAnswer> = Omit<
  Dialect<Operation, Facts, Answer>,
  'activityOf' | 'supports' | 'includesFacts' | 'schedules' | Preset
> & {
  readonly operations: OperationTable<Operation>
  readonly includesFacts?: true
} & Partial<Pick<Dialect<Operation, Facts, Answer>, Preset>>
/** Members that most protocols do not define. */
type Preset = 'mayReplace' | 'supersedes' | 'options'

const scheduleOf = ({ windowMs, spacing, source }: Schedule): Schedule => ({ windowMs, spacing, source })

function schedulesOf<Kind extends string>(
  table: Readonly<Record<Kind, Spoken<never>>>,
  of: (spoken: Spoken<never>) => Schedule,
): Readonly<Record<Kind, Schedule>> {
  const entries = Object.entries<Spoken<never>>(table).map(([kind, spoken]) => [kind, scheduleOf(of(spoken))])
  return Object.fromEntries(entries) as Record<Kind, Schedule>
}

/**
 * Creates a dialect from the table of operations that it supports. Operations outside the table are never written or
 * read.
 */
export function defineDialect<Operation extends AnyOperation, Facts, Answer extends AnyAnswer>({
  operations,
  ...written
}: Written<Operation, Facts, Answer>): Dialect<Operation, Facts, Answer> {
  const table: Readonly<Record<Operation['kind'], Spoken<never>>> = operations
  const findSpoken = (kind: Operation['kind']) => (Object.hasOwn(table, kind) ? table[kind] : undefined)
  function supports(operation: AnyOperation): boolean {
    const spoken = findSpoken(operation.kind)
    return spoken !== undefined && (spoken.supports?.(operation as never) ?? true)
  }
  function requireSupported(operation: AnyOperation): void {
    if (!supports(operation)) throw new Error(`${written.protocol} has no words for ${operation.kind}`)
  }
  return {
    options: z.strictObject({}),
    mayReplace: () => false,
    supersedes: () => false,
    includesFacts: false,
    ...written,
    activityOf: (kind) => findSpoken(kind)?.activity ?? kind,
    supports,
    schedules: {
      compatible: schedulesOf(table, (spoken) => spoken),
      patient: schedulesOf(table, (spoken) => spoken.patient ?? spoken),
    },
    toWire(sending) {
      requireSupported(sending.operation)
      return written.toWire(sending)
    },
    fromWire(operation, received, accessKey) {
      requireSupported(operation)
      return written.fromWire(operation, received, accessKey)
    },
  }
}
