import type { ProblemCode, SellerProblem } from '../problems.ts'

/** Reports a problem to the seller. The default message is that of the code. */
export type Complain = (
  problem: Omit<SellerProblem, 'message'> & { code: ProblemCode; message?: string },
) => void
