import type { ProblemCode, SellerProblem } from '../problems.ts'

/** Tells the seller; what the code says by itself unless there is more to say. */
export type Complain = (
  problem: Omit<SellerProblem, 'message'> & { code: ProblemCode; message?: string },
) => void
