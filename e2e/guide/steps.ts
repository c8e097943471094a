/** One act of a reader. */
export type Act =
  /** `` `http://…` `` of the marketplace: opens the address. */
  | { readonly kind: 'go'; readonly url: string }
  /** `**Name** `value``: writes into this field, or chooses the value there. */
  | { readonly kind: 'write'; readonly name: string; readonly value: string }
  /** `**Name**`: presses or ticks it; after a `` `value` `` alone, in the row that shows the value. */
  | { readonly kind: 'press'; readonly name: string; readonly beside: string | undefined }
  /** `**Name**` and then a `` `docs/…` ``: presses it and chooses this file of the clone. */
  | {
      readonly kind: 'upload'
      readonly name: string
      readonly beside: string | undefined
      readonly file: string
    }
  /** `*text*`: the text must be visible. */
  | { readonly kind: 'see'; readonly text: string }
  /** A block of `sh`: typed into a terminal. */
  | { readonly kind: 'run'; readonly command: string }
  /** `![…](file)`: a picture of the page at this moment. */
  | { readonly kind: 'picture'; readonly file: string }

/** A numbered step of a guide, and its person: the heading above it, before the colon. */
export type Step = {
  readonly person: string
  readonly number: number
  readonly text: string
  readonly acts: readonly Act[]
}

/** The address at which `npm start` opens the marketplace; text that begins with it is an address to open. */
export const marketOrigin = 'http://127.0.0.1:8080'

/** The steps of a guide: each numbered item of a list under a heading `Person: …`. */
export function readSteps(markdown: string): Step[] {
  const steps: Step[] = []
  let person: string | undefined
  let lines: string[] | undefined
  const close = (): void => {
    if (!lines) return
    const text = lines.join('\n')
    const [, number = ''] = /^(\d+)\. /.exec(text) ?? []
    if (person === undefined) throw new Error(`Whose step is this? ${text}`)
    steps.push({ person, number: Number(number), text, acts: actsOf(text.slice(number.length + 2)) })
    lines = undefined
  }
  for (const line of markdown.split('\n')) {
    const indent = /^\d+\. /.exec(lines?.[0] ?? '')?.[0].length ?? 0
    const isWithin = line.trim() === '' || line.startsWith(' '.repeat(indent))
    if (lines && isWithin) lines.push(line.slice(indent))
    else close()
    if (line.startsWith('#')) person = /^#+ ([^:：]+?) ?[:：]/.exec(line)?.[1]
    if (/^\d+\. /.test(line)) lines = [line]
  }
  close()
  return steps
}

// In this order: blocks before inline marks, bold before italics.
const marks =
  /```sh\n(?<command>[^`]+)\n```|!\[[^\]]*\]\((?<file>[^)]+)\)|\*\*(?<name>[^*]+)\*\*|`(?<value>[^`\n]+)`|\*(?<text>[^*]+)\*/g

function actsOf(step: string): Act[] {
  const acts: Act[] = []
  let nameEndsAt = -1
  let beside: string | undefined
  for (const match of step.matchAll(marks)) {
    const { command, file, name, value, text } = match.groups ?? {}
    const last = acts.at(-1)
    if (command !== undefined) acts.push({ kind: 'run', command })
    if (file !== undefined) acts.push({ kind: 'picture', file })
    if (text !== undefined) acts.push({ kind: 'see', text: oneLine(text) })
    if (name !== undefined) {
      acts.push({ kind: 'press', name: oneLine(name), beside })
      beside = undefined
      nameEndsAt = match.index + match[0].length
    }
    if (value === undefined) continue
    const isOfName = last?.kind === 'press' && step.slice(nameEndsAt, match.index).trim() === ''
    if (last?.kind === 'press' && value.startsWith('docs/'))
      acts.splice(-1, 1, { ...last, kind: 'upload', file: value })
    else if (isOfName) acts.splice(-1, 1, { kind: 'write', name: last.name, value })
    else if (value.startsWith(marketOrigin)) acts.push({ kind: 'go', url: value })
    else beside = value
  }
  const left = step.replaceAll(marks, '')
  if (/[`*]/.test(left)) throw new Error(`Not all of this step was understood: ${left}`)
  if (beside !== undefined) throw new Error(`Nothing is done with \`${beside}\` in: ${step}`)
  return acts
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
