import { NewFault } from './fault.mjs'
export function planPage() {
  throw new NewFault('not yet')
}
