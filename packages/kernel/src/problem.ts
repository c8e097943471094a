import { formatSize } from './size.ts'

/** Languages of texts for people. */
export type Language = 'zh-CN' | 'en-US'
/** The kind of a refusal; the HTTP edge maps kinds to status codes. */
export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'refused'
  | 'limited'
  | 'unavailable'
/** Values of a refusal, shown to the caller: no secrets. */
export type ProblemDetails = Readonly<Record<string, unknown>>
export type Sentences = Readonly<Record<Language, string>>

/** A refusal of a request: thrown by domains, and sent as RFC 9457 `problem+json` by the edge. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly code: string
  readonly sentences: Sentences
  /** The business rules behind it, such as `R118` or `R6, R7` (docs/spec/commerce.md); sentences never name them. */
  readonly rule: string | undefined
  /** The member of the request’s body that it is about; none if it is about no single one. */
  readonly field: string | undefined
  readonly details: ProblemDetails

  constructor(problem: {
    kind: ProblemKind
    code: string
    sentences: Sentences
    rule?: string | undefined
    field?: string | undefined
    details: ProblemDetails
    cause?: unknown
  }) {
    super(`${problem.code}: ${problem.sentences['en-US']}`, { cause: problem.cause })
    this.name = 'Problem'
    this.kind = problem.kind
    this.code = problem.code
    this.sentences = problem.sentences
    this.rule = problem.rule
    this.field = problem.field
    this.details = problem.details
  }
}

/**
 * The kind of a refusal and its sentence in both languages. `{name}` stands for a detail; a detail with texts in both
 * languages is shown in the sentence's. `{count:member/members}` is a number with the words that follow one and any
 * other number, `{max:size}` a number of bytes as a size.
 */
export type ProblemSpec = {
  readonly kind: ProblemKind
  readonly rule?: string
  readonly field?: string
  readonly zh: string
  readonly en: string
}
export type ProblemFactory = (details?: ProblemDetails, cause?: unknown) => Problem

/** A detail with texts in both languages is shown in the language of the sentence. */
function readSide(value: unknown, side: 'zh' | 'en'): string {
  const isText = typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
  return String(isText ? value[side] : value)
}
/** Chinese has the same words after every number. */
const plurals = new Intl.PluralRules('en')

function fill(template: string, details: ProblemDetails, side: 'zh' | 'en'): string {
  return template.replace(/\{(\w+)(?::([^}]+))?\}/g, (_, name: string, form: string | undefined) => {
    const value = name in details ? details[name] : undefined
    const text = value === undefined ? `{${name}}` : readSide(value, side)
    if (form === undefined) return text
    if (form === 'size') return value === undefined ? text : formatSize(Number(value))
    const [one = '', other = ''] = form.split('/')
    return `${text} ${plurals.select(Number(value)) === 'one' ? one : other}`
  })
}

/**
 * All codes defined by {@link defineProblems} in this process, for the reference page and the test that compares it.
 */
export const problemRegistry = new Map<string, ProblemSpec>()

/**
 * Defines the refusals of a domain: `defineProblems('refund', { window_closed: … })` returns
 * `problems.window_closed({ closesAt })` with code `refund.window_closed`.
 */
export function defineProblems<const T extends Record<string, ProblemSpec>>(
  domain: string,
  specs: T,
): { readonly [K in keyof T]: ProblemFactory } {
  const factories: Partial<Record<keyof T, ProblemFactory>> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const code = `${domain}.${name}`
    problemRegistry.set(code, spec)
    factories[name as keyof T] = (details = {}, cause) =>
      new Problem({
        kind: spec.kind,
        code,
        rule: spec.rule,
        field: spec.field,
        sentences: { 'zh-CN': fill(spec.zh, details, 'zh'), 'en-US': fill(spec.en, details, 'en') },
        details,
        cause,
      })
  }
  return factories as { readonly [K in keyof T]: ProblemFactory }
}
