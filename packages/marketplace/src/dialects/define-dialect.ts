import { z } from 'zod'
import type { Dialect } from './dialect.ts'
import type { AnyAnswer, AnyOperation, Schedule } from './schema.ts'

/** One operation in a protocol: what its interface is called, and how long and how often it is tried. */
type Spoken<Operation extends AnyOperation, Activity extends string = string> = Schedule & {
  readonly activity: Activity
  /** How it is tried with the *patient* plan; as always, if this is absent. */
  readonly patient?: Schedule
  /** Where the protocol has words for some of these operations only. */
  readonly supports?: (operation: Operation) => boolean
}
/** Everything that a protocol has words for. */
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
/** What most protocols have nothing of. */
type Preset = 'mayReplace' | 'supersedes' | 'options'

const scheduleOf = ({ windowMs, spacing, source }: Schedule): Schedule => ({ windowMs, spacing, source })

function schedulesOf<Kind extends string>(
  table: Readonly<Record<Kind, Spoken<never>>>,
  of: (spoken: Spoken<never>) => Schedule,
): Readonly<Record<Kind, Schedule>> {
  const entries = Object.entries<Spoken<never>>(table).map(([kind, spoken]) => [kind, scheduleOf(of(spoken))])
  return Object.fromEntries(entries) as Record<Kind, Schedule>
}

/** A protocol, by the table of what it has words for. What is not in the table is never written and never read. */
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
