import { defineTexts } from '@loggia/ui'

/** The sentences of letters about accounts, and what surrounds every email. */
export const mailTexts = defineTexts(
  {
    marketplace: 'Loggia 云商店',
    contact: (by: string) => `联系我们：${by}`,
    hello: (name: string) => `${name}，您好：`,
    validFor: (hours: number) =>
      hours < 48 ? `链接 ${hours} 小时内有效，仅可使用一次。` : `链接 ${hours / 24} 天内有效，仅可使用一次。`,
    reason: (reason: string) => `原因：${reason}`,
    until: (time: string) => `停用至 ${time}。`,
    pasteLink: '如按钮无法打开，请将以下链接复制到浏览器：',
    letters: {
      password_reset: {
        title: '重置密码',
        text: '我们收到了重置您账号密码的请求。',
        button: '设置新密码',
        after: '如果不是您本人操作，请忽略本邮件，密码不会改变。',
      },
      password_changed: {
        title: '密码已修改',
        text: '您的账号密码已修改，其他设备已退出登录。',
        button: '重置密码',
        after: '如果不是您本人操作，请立即重置密码。',
      },
      owner_reset: {
        title: '运营人员请求重置您的密码',
        text: '云商店运营人员请求为您的账号设置新密码。另一位运营人员确认后生效，两步验证同时关闭。在此之前，当前密码仍可使用。',
        button: '登录',
        after: '如果不是您本人提出，请立即联系云商店运营人员。',
      },
      email_confirmation: {
        title: '确认邮箱',
        text: '请确认这是您的邮箱，并用注册时设置的密码登录。',
        button: '确认邮箱并登录',
        after: '如果您没有注册，请忽略本邮件，账号不会启用。',
      },
      sign_up_known: {
        title: '您已有账号',
        text: '有人用您的邮箱注册，但此邮箱已有账号，未创建新账号。忘记密码时，可在登录页重置。',
        button: '登录',
        after: '如果不是您本人操作，无需处理。',
      },
      email_change: {
        title: '确认新邮箱',
        text: '您的账号申请改用此邮箱登录。确认后，登录和通知都使用新邮箱。',
        button: '确认新邮箱',
        after: '如果不是您本人操作，请忽略本邮件，账号不会改变。',
      },
      email_changed: {
        title: '登录邮箱已修改',
        text: '您的账号已改用另一个邮箱登录，今后的通知将发送到新邮箱。',
        button: '查看账号',
        after: '如果不是您本人操作，请立即联系主账号或云商店运营人员。',
      },
      invitation: {
        title: '邀请您加入',
        text: '您已被添加为成员。设置密码后即可登录。',
        button: '设置密码',
        after: '如果您不清楚是谁邀请了您，请忽略本邮件。',
      },
      directory_invitation: {
        title: '邀请您绑定账号',
        text: '您所在企业的管理员已将您添加为人员。登录或注册后，将您的账号与企业绑定，即可用此账号登录企业的应用。',
        button: '查看邀请',
        after: '如果您不清楚是谁邀请了您，请忽略本邮件。',
      },
      factor_added: {
        title: '已添加两步验证方式',
        text: '您的账号添加了一种两步验证方式，其他设备已退出登录。',
        button: '查看账号',
        after: '如果不是您本人操作，请立即重置密码，并联系云商店运营人员。',
      },
      factor_removed: {
        title: '已移除两步验证方式',
        text: '您的账号移除了一种或全部两步验证方式，其他设备已退出登录。',
        button: '查看账号',
        after: '如果不是您本人操作，请立即修改密码，并重新设置两步验证。',
      },
      recovery_code_used: {
        title: '恢复码已使用',
        text: '您账号的一个恢复码已使用，此恢复码已失效。',
        button: '查看账号',
        after: '如果不是您本人操作，请立即修改密码，并重新生成恢复码。',
      },
      codes_refused: {
        title: '有人知道您的密码',
        text: '有人用正确的密码登录您的账号，但多次输错验证码。一小时内，不再接受陌生浏览器输入的验证码。',
        button: '修改密码',
        after: '如果不是您本人操作，请立即修改密码。',
      },
      identity_connected: {
        title: '您的账号可经企业登录',
        text: '您的账号已与所在企业的身份提供方关联，此后可经其登录。',
        button: '查看账号',
        after: '如果不是您本人操作，请立即在账号页的“企业登录”中解除关联，并修改密码。',
      },
      member_suspended: {
        title: '您的账号已停用',
        text: '您所在组织的主账号或管理成员已停用您的账号，所有设备均已退出登录。',
        button: '打开登录页',
        after: '如有疑问，请联系您所在组织的主账号。',
      },
      member_reinstated: {
        title: '您的账号已恢复',
        text: '您的账号已解除停用，可以重新登录。',
        button: '登录',
        after: '如有疑问，请联系您所在组织的主账号。',
      },
      receiver_confirmation: {
        title: '确认接收邮件通知',
        text: '云商店的一位用户将此邮箱添加为通知接收人。确认前不会向您发送任何通知。链接 7 天内有效。',
        button: '查看并确认',
        after: '如果您不清楚来由，请忽略本邮件，或打开链接选择不接收。',
      },
      test: {
        title: '测试邮件',
        text: '邮件服务器配置正确，云商店可以发送邮件。',
        button: '返回运营中心',
        after: '本邮件由运营人员在运营中心发送。',
      },
    },
    message: {
      open: '查看详情',
      why: (centre: string) => `本邮件的内容同时显示在${centre}的消息中。`,
      settings: '设置邮件通知',
    },
    receiver: { why: '您已确认接收这类通知。', unsubscribe: '退订，无需登录' },
    centres: { buyer: '买家中心', seller: '卖家中心', operator: '运营中心' },
    automatic: '本邮件由系统自动发送，请勿回复。',
  },
  {
    marketplace: 'Loggia marketplace',
    contact: (by: string) => `Contact: ${by}`,
    hello: (name: string) => `Hello ${name},`,
    validFor: (hours: number) => {
      const days = hours / 24
      const time = hours === 1 ? '1 hour' : hours < 48 ? `${hours} hours` : `${days} days`
      return `The link is valid for ${time} and can be used once.`
    },
    reason: (reason: string) => `Reason: ${reason}`,
    until: (time: string) => `The suspension ends on ${time}.`,
    pasteLink: 'If the button does not work, copy this link into your browser:',
    letters: {
      password_reset: {
        title: 'Reset your password',
        text: 'We received a request to reset the password of your account.',
        button: 'Choose a new password',
        after: 'If you did not ask for this, ignore this email. Your password stays the same.',
      },
      password_changed: {
        title: 'Your password was changed',
        text: 'The password of your account was changed. Other devices have been signed out.',
        button: 'Reset password',
        after: 'If this was not you, reset your password now.',
      },
      owner_reset: {
        title: 'An operator has asked to reset your password',
        text: 'A marketplace operator has asked for a new password for your account. Once another operator confirms it, it takes effect and two-step sign-in is turned off. Until then your current password works.',
        button: 'Sign in',
        after: 'If you did not ask for this, contact a marketplace operator now.',
      },
      email_confirmation: {
        title: 'Confirm your email address',
        text: 'This address was used to sign up. Confirm that it is yours by signing in with your password.',
        button: 'Confirm and sign in',
        after: 'If you did not sign up, ignore this email. The account will not be activated.',
      },
      sign_up_known: {
        title: 'You already have an account',
        text: 'Someone tried to sign up with your email address. It already has an account, so no new one was created. If you have forgotten your password, you can reset it on the sign-in page.',
        button: 'Sign in',
        after: 'If this was not you, there is nothing to do.',
      },
      email_change: {
        title: 'Confirm your new email address',
        text: 'You asked to use this address for your account. Once you confirm it, you sign in with it and get your emails there.',
        button: 'Confirm new address',
        after: 'If you did not ask for this, ignore this email. The account stays the same.',
      },
      email_changed: {
        title: 'Your email address was changed',
        text: 'Your account now uses another email address. Further emails go there.',
        button: 'View account',
        after: 'If this was not you, contact an owner of your organisation or a marketplace operator now.',
      },
      invitation: {
        title: 'You have been invited',
        text: 'You have been added as a member. Choose a password to sign in.',
        button: 'Choose a password',
        after: 'If you do not know who invited you, ignore this email.',
      },
      directory_invitation: {
        title: 'Link your account',
        text: 'An administrator of your company has added you to its people. Sign in or sign up, then link your account to sign in to the apps of the company with it.',
        button: 'View invitation',
        after: 'If you do not know who invited you, ignore this email.',
      },
      factor_added: {
        title: 'A second factor was added',
        text: 'A second factor was added to two-step sign-in of your account. Other devices have been signed out.',
        button: 'View account',
        after: 'If this was not you, reset your password now, and contact a marketplace operator.',
      },
      factor_removed: {
        title: 'A second factor was removed',
        text: 'One or all second factors of your account were removed. Other devices have been signed out.',
        button: 'View account',
        after: 'If this was not you, change your password now, and set up two-step sign-in again.',
      },
      recovery_code_used: {
        title: 'A recovery code was used',
        text: 'One of the recovery codes of your account was used. It cannot be used again.',
        button: 'View account',
        after: 'If this was not you, change your password now, and create new recovery codes.',
      },
      codes_refused: {
        title: 'Someone knows your password',
        text: 'Someone has entered the right password for your account, but wrong codes several times. For an hour, codes are not accepted in browsers that have not signed in before.',
        button: 'Change password',
        after: 'If this was not you, change your password now.',
      },
      identity_connected: {
        title: 'Your company can sign you in',
        text: 'Your account was connected with the identity provider of your company, and can be used through it from now on.',
        button: 'View account',
        after:
          'If this was not you, end the connection under “Sign-in by company” on the page of your account now, and change your password.',
      },
      member_suspended: {
        title: 'Your access is suspended',
        text: 'An owner of your organisation, or a member who manages members, has suspended your access. You have been signed out of all devices.',
        button: 'Open the sign-in page',
        after: 'If you have questions, contact an owner of your organisation.',
      },
      member_reinstated: {
        title: 'Your access is restored',
        text: 'Your access is no longer suspended. You can sign in again.',
        button: 'Sign in',
        after: 'If you have questions, contact an owner of your organisation.',
      },
      receiver_confirmation: {
        title: 'Confirm that you want these emails',
        text: 'A user of the marketplace has added this address as a receiver of notifications. You get none before you confirm. The link is valid for 7 days.',
        button: 'View and confirm',
        after: 'If you do not know why you got this, ignore it, or open the link and choose not to get any.',
      },
      test: {
        title: 'Test email',
        text: 'The email server is set up correctly: this marketplace can send emails.',
        button: 'Back to the Operator Centre',
        after: 'An operator sent this email from the Operator Centre.',
      },
    },
    message: {
      open: 'View details',
      why: (centre: string) => `This message is also in your ${centre}.`,
      settings: 'Email settings',
    },
    receiver: {
      why: 'You confirmed that you want these messages.',
      unsubscribe: 'Unsubscribe without signing in',
    },
    centres: { buyer: 'Buyer Centre', seller: 'Seller Centre', operator: 'Operator Centre' },
    automatic: 'This is an automatic email. Nobody reads what is sent to this address.',
  },
)
