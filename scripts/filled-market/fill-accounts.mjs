// People, organisations, their applications, balances, settings: every state that they have.
import { enterFirst, idIn } from './market.mjs'

export const password = 'a password of the filled market'
const text = (zh, en) => ({ zh, en })

export async function fillAccounts(filled) {
  const { server, signIn } = filled
  await endOldSession(filled)
  const operator = await signIn('gu@loggia.example')
  const buyers = { lin: await signIn('lin@cangye.example'), zhou: await signIn('zhou@heting.example') }
  const sellers = { shen: await signIn('shen@chenglan.example'), lu: await signIn('lu@luyu.example') }
  const second = await addOperator(filled, operator)
  const third = await addSeller(filled, operator)
  const quiet = await addBuyer(filled, operator)
  await fillMembers(filled, buyers.lin, sellers.shen)
  await fillSignUps(filled, operator)
  await fillApplications(filled, operator)
  await fillOrganisations(operator, { buyers, sellers, quiet })
  await fillBalances(operator, second)
  await failToSignIn(server)
  return { operator, second, ...buyers, ...sellers, third, quiet }
}

/** An expired session: created as if weeks ago, by replacing the clock that dates it. */
async function endOldSession({ signIn }) {
  const now = Date.now
  Date.now = () => now() - 40 * 86_400_000
  try {
    await signIn('lin@cangye.example')
  } finally {
    Date.now = now
  }
}

async function addOperator({ server }, operator) {
  const who = { email: 'second@loggia.example', name: '季川', language: 'zh-CN' }
  const { password: first } = await operator.post('/api/operator/members', { ...who, main: true, grants: [] })
  await operator.post('/api/operator/members', {
    email: 'reviewer@loggia.example',
    name: 'Reviewer',
    language: 'en-US',
    grants: ['reviewer', 'catalogue'],
  })
  return enterFirst(server, { email: who.email, password: first })
}

async function addSeller({ server }, operator) {
  const member = { email: 'yun@yunzhou.example', name: '云舟', language: 'zh-CN', password }
  await operator.post('/api/operator/sellers', { name: text('云舟软件', 'Yunzhou Software'), member })
  return enterFirst(server, member)
}

async function addBuyer({ server }, operator) {
  const member = { email: 'an@anping.example', name: 'An Ping', language: 'en-US', password }
  await operator.post('/api/operator/buyers', { name: text('安平书店', 'Anping Books'), member })
  return enterFirst(server, member)
}

/** Adds the papers without which an application is refused; older versions ask for none. */
async function addPapers(member, purpose, kinds) {
  const content = Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64')
  for (const kind of kinds) {
    const file = { name: `${kind}.pdf`, mediaType: 'application/pdf', content }
    const reply = await member.tell('POST', '/api/buyer/papers', { purpose, kind, file })
    if (reply.statusCode === 404) return
    if (reply.statusCode >= 300) throw new Error(`The papers of ${member.email}: ${reply.body}`)
  }
}

async function fillMembers({ server, signIn }, lin, shen) {
  const add = (who, of, more) =>
    who.post(`/api/${of}/members`, { name: 'A member', language: 'en-US', grants: [], ...more })
  const clerk = await add(lin, 'buyer', { email: 'clerk@cangye.example', grants: ['purchase'] })
  const entered = await enterFirst(server, { email: 'clerk@cangye.example', password: clerk.password })
  await entered.delete('/api/sessions')
  const reason = 'The member has left.'
  const gone = await add(lin, 'buyer', { email: 'gone@cangye.example' })
  await lin.put(`/api/buyer/members/${idIn(gone, 'mbr')}/access`, { enabled: false, reason })
  await lin.put(`/api/buyer/members/${idIn(gone, 'mbr')}/access`, { enabled: true, reason })
  await lin.put(`/api/buyer/members/${idIn(gone, 'mbr')}/access`, { enabled: false, reason })
  const { accountant, grants } = await addAccountant(shen)
  await shen.put(`/api/seller/members/${idIn(accountant, 'mbr')}/rights`, { grants })
  await shen.post(`/api/seller/members/${idIn(accountant, 'mbr')}/password`)
  await lin.put('/api/profile', { name: '林知遥', language: 'zh-CN' })
  const other = await signIn('lin@cangye.example')
  const { items } = await lin.get('/api/sessions')
  await lin.delete(`/api/sessions/${items.find(({ current }) => !current)?.id ?? items[0].id}`)
  await other.tell('GET', '/api/sessions')
}

/** A member with grants of all versions, without those that this version refuses as unknown. */
async function addAccountant(seller) {
  const grants = [
    'orders:read',
    'orders:write',
    'messages:write',
    'prices:read',
    'finance:read',
    'products:read',
  ]
  const url = '/api/seller/members'
  const member = { email: 'accounts@chenglan.example', name: 'A member', language: 'en-US' }
  const reply = await seller.tell('POST', url, { ...member, grants })
  if (reply.statusCode < 300) return { accountant: reply.json(), grants }
  const unknown = reply.json().details?.grants?.split(', ') ?? []
  const known = grants.filter((one) => !unknown.includes(one))
  return { accountant: await seller.post(url, { ...member, grants: known }), grants: known }
}

async function fillSignUps({ server }, operator) {
  const signUp = (name) =>
    server.inject({
      method: 'POST',
      url: '/api/sign-up',
      payload: {
        kind: name === 'personal' ? 'personal' : 'enterprise',
        ...(name !== 'personal' && { organisation: `Company ${name}` }),
        name,
        email: `${name}@signup.example`,
        password,
        country: name === 'abroad' ? 'SG' : 'CN',
        language: 'en-US',
        agreed: true,
      },
    })
  for (const name of [
    'personal',
    'abroad',
    'applicant1',
    'applicant2',
    'applicant3',
    'applicant4',
    'applicant5',
  ])
    await signUp(name)
  await operator.put('/api/operator/settings', { signUp: 'approval' })
  for (const name of ['waits', 'refused', 'confirmed']) await signUp(name)
  const { items } = await operator.get('/api/operator/sign-ups')
  const decide = (at, approve) =>
    operator.post(`/api/operator/sign-ups/${idIn(items[at], 'mbr')}/decision`, {
      approve,
      ...(!approve && { reason: 'Nobody answered our call.' }),
    })
  await decide(0, true)
  await decide(1, false)
  await operator.put('/api/operator/settings', { signUp: null })
}

/** Applications to sell. */
async function fillApplications({ signIn }, operator) {
  for (const at of [1, 2, 3, 4, 5]) {
    const member = await signIn(`applicant${at}@signup.example`, password)
    await addPapers(member, 'selling', ['business_licence', 'identity'])
    await member.post('/api/application', {
      name: text(`申请公司${at}`, `Applicant ${at}`),
      registrationNumber: `91000000DEMO0010${at}A`,
      country: 'CN',
      foundedOn: '2020-05-20',
      staff: 30,
      capital: 1_000_000,
      support: { days: 5, hours: 8 },
      taxpayer: 'general',
      contactName: 'A contact',
      contactEmail: `contact${at}@signup.example`,
      contactPhone: '021 5550 0300',
      plan: 'Two products for warehouses.',
      agreed: true,
    })
    if (at === 5) await member.post('/api/application/withdrawal')
  }
  const { items } = await operator.get('/api/operator/applications?state=submitted')
  const claim = (one) => operator.post(`/api/operator/applications/${idIn(one, 'sap')}/claim`)
  for (const one of items.slice(0, 3)) await claim(one)
  await operator.post(`/api/operator/applications/${idIn(items[0], 'sap')}/decision`, { approve: true })
  await operator.post(`/api/operator/applications/${idIn(items[1], 'sap')}/decision`, {
    approve: false,
    reason: 'The licence cannot be read.',
  })
}

const contact = { name: 'A contact', email: 'contact@anping.example', phone: '021 5550 0400' }

/** Requested changes of organisation data, in every outcome. */
async function fillOrganisations(operator, { buyers, sellers, quiet }) {
  const list = '/api/operator/organisation-applications'
  const newest = async () => idIn(await operator.get(`${list}?state=in_review`), 'oap')
  const decide = async (approve) => {
    const id = await newest()
    await operator.post(`${list}/${id}/opening`)
    await operator.post(`${list}/${id}/decision`, {
      approve,
      ...(!approve && { reason: 'A proof is missing.' }),
    })
  }
  for (const buyer of [quiet, buyers.lin, buyers.zhou])
    await buyer.put('/api/buyer/organisation/contact', contact)
  const verify = async (buyer, level, name) => {
    await addPapers(buyer, 'verification', [level === 'personal' ? 'identity' : 'business_licence'])
    await buyer.post('/api/buyer/organisation/applications', {
      level,
      name: text(name, name),
      country: 'CN',
      registrationNumber: '91000000DEMO00200A',
      documents: 'A copy of the licence, sent by post.',
    })
  }
  await verify(quiet, 'enterprise', 'Anping Books')
  await quiet.post('/api/buyer/organisation/withdrawal')
  await verify(quiet, 'enterprise', 'Anping Books')
  await decide(false)
  await verify(quiet, 'enterprise', 'Anping Books')
  await decide(true)
  const sell = (seller, address) =>
    seller.post('/api/seller/organisation/applications', {
      ...(seller.email.startsWith('shen')
        ? { registrationNumber: '91000000DEMO00011A' }
        : { registrationNumber: '91000000DEMO00012B' }),
      contact,
      address,
      description: text('我们做文档软件。', 'We make software for documents.'),
    })
  await sell(sellers.shen, '上海市示例区协同路 20 号')
  await decide(true)
  await sell(sellers.shen, '上海市示例区协同路 22 号')
  await decide(false)
  await sell(sellers.shen, '上海市示例区协同路 24 号')
  await sellers.shen.post('/api/seller/organisation/withdrawal')
  await sell(sellers.lu, '杭州市示例区云杉街 8 号')
  await verify(buyers.zhou, 'personal', 'Zhou Yuan')
}

/** Top-ups and corrections, made by one operator and by two. */
async function fillBalances(operator, second) {
  const { items } = await operator.get('/api/operator/buyers?limit=100')
  const idOf = (en) => items.find(({ name }) => name.en === en).id
  const cangye = `/api/operator/buyers/${idOf('Cangye Manufacturing')}`
  const anping = `/api/operator/buyers/${idOf('Anping Books')}`
  const amount = (text) => ({ amount: { amount: text, currency: 'CNY' }, reason: 'A transfer of the bank.' })
  await operator.post(`${cangye}/top-ups`, amount('250000.00'))
  await operator.post(`${anping}/top-ups`, amount('3000.00'))
  await operator.post(`${anping}/corrections`, amount('120.50'))
  await operator.put('/api/operator/settings', { fourEyesOnTopUps: true })
  for (const decided of ['confirmed', 'rejected', 'withdrawn', 'waiting']) {
    const asked = await operator.post(`${anping}/top-ups`, amount('77.70'))
    const url = `/api/operator/balance-changes/${idIn(asked, 'bch')}`
    if (decided === 'withdrawn') await operator.post(`${url}/withdrawal`)
    if (decided === 'confirmed') await second.post(`${url}/decision`, { approve: true })
    if (decided === 'rejected')
      await second.post(`${url}/decision`, { approve: false, reason: 'The bank knows nothing of it.' })
  }
  for (const verification of ['none', 'enterprise'])
    await operator.put(`${cangye}/verification`, { verification, reason: 'A licence was looked at.' })
  await operator.put(`${cangye}/level`, { level: 'V3', reason: 'A contract of the year.' })
  for (const [at, state] of ['open', 'succeeded', 'failed'].entries())
    await operator.post(`${cangye}/outside-refunds`, {
      reference: `T-${at}`,
      state,
      refunds: 1,
      requestedAt: '2026-11-20T08:00:00.000Z',
      note: 'Reported by the other market.',
    })
}

async function failToSignIn(server) {
  for (let attempt = 0; attempt < 3; attempt += 1)
    await server.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email: 'nobody@cangye.example', password: 'a guess' },
    })
}
