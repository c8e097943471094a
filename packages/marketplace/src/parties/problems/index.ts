import { defineProblems } from '@loggia/kernel'
import { applicationProblems } from './application-problems.ts'
import { factorProblems } from './factor-problems.ts'
import { memberProblems } from './member-problems.ts'
import { signInProblems } from './sign-in-problems.ts'
import { signUpProblems } from './sign-up-problems.ts'
import { suspensionProblems } from './suspension-problems.ts'

/** Every refusal of the domain; a name that two topics had would be one refusal. */
export const partyProblems = defineProblems('parties', {
  ...signInProblems,
  ...factorProblems,
  ...memberProblems,
  ...signUpProblems,
  ...suspensionProblems,
  ...applicationProblems,
})
