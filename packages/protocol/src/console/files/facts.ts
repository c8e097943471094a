import { defineFacts } from '../facts.ts'
import { number, string } from '../members.ts'

const ofFile = { kind: string, owner: string, name: string, mediaType: string, bytes: number }

export const fileFacts = defineFacts('fil', { 'file.added': ofFile, 'file.removed': ofFile })
