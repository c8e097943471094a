/** Something to close at the end; `name` is for the log if that fails. */
export type Closable = { readonly name: string; close(): Promise<void> | void }

export type Closing = {
  /** The time limit for closing everything. What is not closed by then is left to the end of the process. */
  readonly mostMs: number
  readonly onFailure: (name: string, error: unknown) => void
}

/**
 * Closes step after step, and the parts of one step in parallel. A part that fails or is slow does not keep others
 * open.
 */
export async function closeAll(
  steps: readonly (readonly Closable[])[],
  { mostMs, onFailure }: Closing,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      onFailure('everything', new Error(`not closed within ${mostMs} ms`))
      resolve()
    }, mostMs)
  })
  await Promise.race([closeSteps(steps, onFailure), late])
  clearTimeout(timer)
}

async function closeSteps(
  steps: readonly (readonly Closable[])[],
  onFailure: (name: string, error: unknown) => void,
): Promise<void> {
  for (const step of steps) {
    await Promise.all(
      step.map(async (one) => {
        try {
          await one.close()
        } catch (error) {
          onFailure(one.name, error)
        }
      }),
    )
  }
}
