import type { Step } from './steps.ts'

/** A code block of a guide: typed into a terminal, or saved to a file. */
export type Block =
  | { readonly kind: 'run'; readonly lines: readonly string[] }
  | { readonly kind: 'save'; readonly file: string; readonly content: string }

const fence = /^( *)```(\w+)(?: (\S+))?\n([^]*?)^\1```$/gm

/** The blocks of a guide in order. Throws if a block says neither that it is typed nor where it is saved. */
export function readBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(fence)].map(([, indent = '', language = '', file, text = '']) => {
    const content = text.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    if (file !== undefined) return { kind: 'save', file, content }
    if (language !== 'sh') throw new Error(`Where is this saved to?\n${content}`)
    return { kind: 'run', lines: content.trim().split('\n') }
  })
}

/** The steps of a guide in a terminal, for an estimate of the effort: each block is copied, not typed. */
export function readTerminalSteps(markdown: string): Step[] {
  const steps = markdown.split(/^(?=\d+\. )/m).slice(1)
  return steps.map((step) => {
    // The text between the last item and the next heading is read but not done.
    const [text = ''] = step.split(/^#/m)
    const acts = readBlocks(text).map((block) =>
      block.kind === 'run'
        ? { kind: 'run' as const, command: block.lines.join('\n') }
        : { kind: 'run' as const, command: block.file },
    )
    return { person: 'You', number: Number.parseInt(text, 10), text, acts }
  })
}
