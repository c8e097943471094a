import { Buffer } from 'node:buffer'
import { z } from 'zod'
import type { Description } from './handlers.ts'
import { mostCharacters } from '../../instance.ts'
import type { Access } from '../../instance.ts'
import { isLater } from '../later.ts'
import type { Later } from '../later.ts'
import { parseChecked } from '../parse-checked.ts'
import { UnusableAnswer } from '../run-handler.ts'

const text = (max: number) => z.string().min(1).max(max).optional()
const time = z.number().refine((ms) => Number.isSafeInteger(ms) && ms >= 0 && ms < 253_402_300_800_000, {
  error: 'must be UTC milliseconds',
})
const accessShape = {
  adminUrl: text(mostCharacters.adminUrl),
  userName: text(mostCharacters.userName),
  password: text(mostCharacters.password),
  memo: text(mostCharacters.memo),
}
const address = z.string().min(1).max(mostCharacters.frontEndUrl)
const access = z.strictObject({ frontEndUrl: address, ...accessShape })
const usage = z.strictObject({
  value: z.number().nonnegative(),
  atMs: time,
  relatedInstanceId: text(64),
  dashboardUrl: text(512),
})
const description = z.strictObject({
  frontEndUrl: address.optional(),
  ...accessShape,
  usage: z.array(usage).optional(),
})

/** Reads what `open` returned. Throws an {@link UnusableAnswer} if it cannot be sent. */
export function readOpenAnswer(value: unknown): Access | Later | undefined {
  if (value === undefined || value === null || isLater(value)) return value ?? undefined
  return parseChecked(access, value, 'open')
}

/** How many bytes of UTF-8 fit into the 128 characters of the table after sealing (saas-v1 §5.2). */
const mostSealedBytes = 79

/** Throws an {@link UnusableAnswer} if the account cannot be sealed. If it were stored, every later call would fail. */
export function requireSealable(access: Access): void {
  for (const name of ['userName', 'password'] as const)
    if (Buffer.byteLength(access[name] ?? '') > mostSealedBytes)
      throw new UnusableAnswer(
        `open returned a value that cannot be sent. ${name}: longer than the ${mostSealedBytes} bytes that can be encrypted`,
      )
}

/** Reads what `describe` returned. Throws an {@link UnusableAnswer} if it cannot be sent. */
export function describeAnswer(value: unknown): Description | Later | undefined {
  if (value === undefined || value === null || isLater(value)) return value ?? undefined
  const told = parseChecked(description, value, 'describe')
  // Members with the value undefined are removed, so that they do not hide what `open` returned.
  return Object.fromEntries(Object.entries(told).filter(([, member]) => member !== undefined))
}
