import { defineTexts } from '@loggia/ui'

/** Requests for new passwords of members, which another operator confirms. */
export const ownerResetTexts = defineTexts(
  {
    title: '重置密码',
    columns: { who: '成员', reason: '原因', by: '提交人', at: '提交时间', acts: '操作' },
    empty: {
      title: '暂无待确认的重置请求',
      text: '运营人员为买家或商家的成员提交重置密码的请求后，会显示在这里。',
    },
    acts: { confirm: '确认', reject: '驳回', withdraw: '撤回' },
    actsOf: {
      confirm: (name: string) => `确认：${name}`,
      reject: (name: string) => `驳回：${name}`,
      withdraw: (name: string) => `撤回：${name}`,
    },
    mine: '由您提交，须另一人确认',
    confirmation: {
      title: '确认重置此成员的密码？',
      text: '当前密码立即失效，两步验证关闭，此成员在所有设备上退出登录。初始密码只显示一次，由您转交，首次登录时须修改。',
      act: '确认重置',
      busy: '重置中',
      keep: '取消',
    },
    endings: {
      reject: {
        title: '驳回此重置请求？',
        text: '当前密码仍然有效。如有需要，可以再次提交请求。',
        act: '驳回请求',
        busy: '提交中',
        keep: '取消',
        done: '请求已驳回',
      },
      withdraw: {
        title: '撤回此重置请求？',
        text: '撤回后无需再确认，当前密码仍然有效。',
        act: '撤回请求',
        busy: '撤回中',
        keep: '取消',
        done: '请求已撤回',
      },
    },
  },
  {
    title: 'Password resets',
    columns: { who: 'Member', reason: 'Reason', by: 'Requested by', at: 'Requested', acts: 'Actions' },
    empty: {
      title: 'No password resets to confirm',
      text: 'Requests to reset the password of a buyer’s or seller’s member appear here until they are decided.',
    },
    acts: { confirm: 'Confirm', reject: 'Reject', withdraw: 'Withdraw' },
    actsOf: {
      confirm: (name) => `Confirm: ${name}`,
      reject: (name) => `Reject: ${name}`,
      withdraw: (name) => `Withdraw: ${name}`,
    },
    mine: 'Requested by you: another operator must confirm it',
    confirmation: {
      title: 'Confirm this password reset?',
      text: 'The current password stops working at once, two-step sign-in is turned off, and the member is signed out of all devices. The initial password is shown only once: you pass it on, and the member must change it at the first sign-in.',
      act: 'Confirm reset',
      busy: 'Resetting',
      keep: 'Cancel',
    },
    endings: {
      reject: {
        title: 'Reject this reset request?',
        text: 'The current password remains valid. A reset can be requested again if it is needed.',
        act: 'Reject request',
        busy: 'Submitting',
        keep: 'Cancel',
        done: 'Request rejected',
      },
      withdraw: {
        title: 'Withdraw this reset request?',
        text: 'It no longer needs to be confirmed, and the current password remains valid.',
        act: 'Withdraw request',
        busy: 'Withdrawing',
        keep: 'Cancel',
        done: 'Request withdrawn',
      },
    },
  },
)
