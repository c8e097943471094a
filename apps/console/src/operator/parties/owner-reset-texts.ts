import { defineTexts } from '@loggia/ui'

/** An operator’s request for a new password of a member. */
export const ownerResetRequestTexts = defineTexts(
  {
    open: '重置密码',
    openOf: (name: string) => `重置密码：${name}`,
    title: '请求重置密码',
    text: '须由另一位运营人员确认，确认前当前密码仍然有效。确认后，当前密码失效，两步验证关闭，此成员在所有设备上退出登录，初始密码只向确认人显示一次。',
    reason: '原因',
    reasonHint: '说明如何确认对方是本人，例如拨打登记的电话核对。确认人可见，并记入操作记录。',
    reasonMissing: '说明如何确认对方是本人，最多 500 个字符。',
    act: '提交请求',
    busy: '提交中',
    keep: '取消',
    done: '已提交，待另一位运营人员确认',
  },
  {
    open: 'Request password reset',
    openOf: (name) => `Request password reset: ${name}`,
    title: 'Request a password reset',
    text: 'Another operator must confirm the request. Until then, the current password remains valid. Once it is confirmed, the current password stops working, two-step sign-in is turned off, the member is signed out of all devices, and an initial password is shown once to the operator who confirmed.',
    reason: 'Reason',
    reasonHint:
      'Say how you checked the person’s identity, for example by calling the phone number on file. Shown to the operator who confirms, and recorded in the audit log.',
    reasonMissing: 'Say how you checked the person’s identity, in up to 500 characters.',
    act: 'Request reset',
    busy: 'Submitting',
    keep: 'Cancel',
    done: 'Submitted: another operator must confirm it',
  },
)
