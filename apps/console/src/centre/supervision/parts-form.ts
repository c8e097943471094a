import { useState } from 'react'

export const fewestParts = 2
export const mostParts = 12
const longestName = 60

type PartFault = 'missing' | 'alike'
/** What is wrong with the name of each part, as the contract sees it (R106). */
export const findPartFaults = (names: readonly string[]): readonly (PartFault | undefined)[] => {
  const written = names.map((name) => name.trim())
  return written.map((name, at) => {
    if (name === '' || name.length > longestName) return 'missing'
    return written.indexOf(name) < at ? 'alike' : undefined
  })
}

/** The names of the parts, as they are typed; none unless the delivery is made in parts. */
export function usePartsForm() {
  const [isInParts, setInParts] = useState(false)
  const [names, setNames] = useState<readonly string[]>(['', ''])
  const [isChecked, setChecked] = useState(false)
  const faults = findPartFaults(names)
  return {
    isInParts,
    setInParts,
    names,
    write: (at: number, name: string) => setNames(names.with(at, name)),
    add: () => setNames([...names, '']),
    remove: (at: number) => setNames(names.filter((_, other) => other !== at)),
    faults: isChecked ? faults : [],
    isRight: !isInParts || faults.every((fault) => fault === undefined),
    check: () => setChecked(true),
    milestones: isInParts ? names.map((name) => name.trim()) : undefined,
  }
}
export type PartsForm = ReturnType<typeof usePartsForm>
