/** Something that is closed at the end; `name` is for the log if it fails. */
export type Closable = { readonly name: string; close(): Promise<void> | void }

export type Closing = {
  /** Within this long everything is closed; what is not is left behind by the end of the process. */
  readonly mostMs: number
  readonly onFailure: (name: string, error: unknown) => void
}

/** Closes step after step, the things of one step at once; a failure or delay of one keeps none of the others open. */
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
