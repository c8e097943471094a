import type { ProblemSpec } from '@loggia/kernel'

/** Refusals of members, roles and rights. */
export const memberProblems = {
  members_limited: {
    kind: 'limited',
    zh: '添加成员或重置密码过于频繁，请在 {retryAfter} 秒后再试。',
    en: 'You have added members or reset passwords too often. Try again in {retryAfter} s.',
  },
  not_a_buyer: {
    kind: 'forbidden',
    zh: '此账号不是买家账号。',
    en: 'This account does not belong to a buyer.',
  },
  not_a_seller: {
    kind: 'forbidden',
    zh: '此账号不是商家账号。',
    en: 'This account does not belong to a seller.',
  },
  not_an_operator: {
    kind: 'forbidden',
    zh: '只有云商店运营人员可以执行此操作。',
    en: 'Only marketplace operators can do this.',
  },
  buyer_not_found: { kind: 'not_found', zh: '买家不存在。', en: 'Buyer not found.' },
  seller_not_found: { kind: 'not_found', zh: '商家不存在。', en: 'Seller not found.' },
  role_unknown: { kind: 'not_found', zh: '角色不存在。', en: 'Role not found.' },
  role_name_taken: {
    kind: 'conflict',
    field: 'name',
    zh: '已有名为“{name}”的角色。',
    en: 'There is already a role named “{name}”.',
  },
  role_in_use: {
    kind: 'refused',
    zh: '{members} 位成员正在使用此角色。请选择这些成员的新角色，或选择不分配。',
    en: 'This role has {members:member/members}. Choose another role for them, or none.',
  },
  role_same: {
    kind: 'invalid',
    field: 'moveTo',
    zh: '请为成员选择其他角色。',
    en: 'Choose a different role for the members.',
  },
  roles_limited: {
    kind: 'refused',
    zh: '最多创建 {max} 个角色。',
    en: 'You can create up to {max:role/roles}.',
  },
  right_missing: {
    kind: 'forbidden',
    zh: '您没有此操作的权限，可由主账号授权。',
    en: 'You do not have permission for this. An owner can grant it.',
  },
  member_unknown: { kind: 'not_found', zh: '成员不存在。', en: 'Member not found.' },
  member_elsewhere: {
    kind: 'refused',
    zh: '此成员同时属于其他组织，或加入前已有账号，密码只能由本人修改。',
    en: 'This member also belongs to another organisation, or had the account before joining yours, so only they can change their password.',
  },
  grant_unknown: {
    kind: 'invalid',
    field: 'grants',
    zh: '权限不存在：{grants}。',
    en: 'Unknown permission: {grants}.',
  },
  grant_not_held: {
    kind: 'forbidden',
    zh: '您没有其中部分权限，不能授予他人，也不能修改拥有这些权限的成员。',
    en: 'You do not have all of these permissions yourself, so you cannot grant them or manage members who have them.',
  },
  own_membership: {
    kind: 'refused',
    zh: '不能修改自己的权限，也不能停用自己。请由另一位主账号处理。',
    en: 'You cannot change your own permissions or suspend yourself. Another owner can.',
  },
  main_only: {
    kind: 'forbidden',
    zh: '只有主账号可以指定或管理主账号。',
    en: 'Only an owner can appoint or manage owners.',
  },
  last_main: {
    kind: 'refused',
    zh: '至少须保留一个可以登录的主账号。',
    en: 'At least one owner must be able to sign in.',
  },
  cursor_malformed: {
    kind: 'invalid',
    zh: '翻页位置无效，请回到第一页重新加载。',
    en: 'This position in the list is not valid. Start again from the first page.',
  },
} as const satisfies Record<string, ProblemSpec>
