import { z } from 'zod'
import { routes } from './route.ts'
import { idOf, languageSchema } from './values.ts'

const newName = z.object({ zh: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(100) })
const newMember = z.object({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
  language: languageSchema,
})
const newOrganisation = z.object({ name: newName, member: newMember })

export const partyRoutes = routes({
  'POST /api/operator/buyers': {
    summary: 'Add a buyer with its first member and an empty balance',
    role: 'operator',
    body: newOrganisation,
    reply: z.object({ buyerId: idOf('byr'), memberId: idOf('mbr') }),
    status: 201,
  },
  'POST /api/operator/sellers': {
    summary: 'Add a seller with its first member',
    role: 'operator',
    body: newOrganisation,
    reply: z.object({ sellerId: idOf('sel'), memberId: idOf('mbr') }),
    status: 201,
  },
})
