export const moveEnds = ['arrived', 'stopped', 'failed', 'interrupted'] as const
export type MoveEnd = (typeof moveEnds)[number]
