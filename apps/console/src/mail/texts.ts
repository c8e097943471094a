import { defineTexts } from '@loggia/ui'

/** The sentences of letters about accounts, and what surrounds every email. */
export const mailTexts = defineTexts(
  {
    marketplace: 'Loggia 云商店',
    hello: (name: string) => `${name}，您好：`,
    validFor: (hours: number) =>
      hours < 48 ? `链接 ${hours} 小时内有效，仅可使用一次。` : `链接 ${hours / 24} 天内有效，仅可使用一次。`,
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
        text: '云商店运营人员请求为您的账号设置新密码。另一位运营人员确认后生效，在此之前当前密码仍可使用。',
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
    centres: { buyer: '买家中心', seller: '卖家中心', operator: '运营中心' },
    automatic: '本邮件由系统自动发送，请勿回复。',
  },
  {
    marketplace: 'Loggia marketplace',
    hello: (name: string) => `Hello ${name},`,
    validFor: (hours: number) => {
      const days = hours / 24
      const time = hours === 1 ? '1 hour' : hours < 48 ? `${hours} hours` : `${days} days`
      return `The link is valid for ${time} and can be used once.`
    },
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
        text: 'A marketplace operator has asked for a new password for your account. It takes effect once another operator confirms it. Until then your current password works.',
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
    centres: { buyer: 'Buyer Centre', seller: 'Seller Centre', operator: 'Operator Centre' },
    automatic: 'This is an automatic email. Nobody reads what is sent to this address.',
  },
)
