import { firstMarks } from './first-marks.ts'
import { newerMarks } from './newer-marks.ts'

/** The logos of the demo’s sellers and products, on a grid of 48 × 48. */
export const demoMarks = { ...firstMarks, ...newerMarks }
export type DemoMarkName = keyof typeof demoMarks
