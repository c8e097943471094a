import { defineFacts } from '../facts.ts'
import { defineOptional, number, string } from '../members.ts'

const ofFile = {
  kind: string,
  owner: string,
  /** Files that hold data of persons have none here. */
  name: defineOptional(string),
  mediaType: string,
  bytes: number,
}

export const fileFacts = defineFacts('fil', { 'file.added': ofFile, 'file.removed': ofFile })
