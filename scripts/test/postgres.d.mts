/** `port` is taken as given; without it any free one is. `settings` are `name=value`, instead of those of tests. */
export function startPostgres(
  bin: string,
  port?: number,
  settings?: readonly string[],
): Promise<{ url: string; stop(): void; crash(): Promise<void> }>
