import type { SupervisionParty } from '@loggia/protocol/console'
import { defineTexts } from '@loggia/ui'
import type { Situation } from './stages.ts'

type Sentences = Readonly<Record<SupervisionParty, Readonly<Record<Situation, string>>>>

const over = {
  zh: {
    done: '已验收，订单完成，交易担保期结束。',
    activated: '授权码已激活，订单完成，交易担保期结束。',
    ended: '交付已终止，服务期不会开始。',
  },
  en: {
    done: 'The delivery is accepted and the order complete. The guarantee period is over.',
    activated: 'The code is activated and the order complete. The guarantee period is over.',
    ended: 'The delivery has ended, and the term will not start.',
  },
}

/** What happens next, for each reader: whose turn it is, what they do, and what follows. */
export const nextTexts = defineTexts<Sentences>(
  {
    buyer: {
      demand:
        '按商家的交付模板填写需求，可附文件。商家确认后开始实施；需求有遗漏的，商家填写原因后退回给您补充。',
      demand_only: '按商家的交付模板填写需求，可附文件。提交后，商家开始交付。',
      confirmation: '商家正在确认您的需求。确认后开始实施；需求有遗漏的，商家填写原因后退回给您补充。',
      design: '商家正在设计。提交设计方案后，由您确认。',
      design_review: '查看商家的设计方案。您确认后，商家开始制作；与需求不符的，填写原因后退回商家。',
      performing: '商家正在实施。交付后，由您按验收标准验收。',
      opening: '商家正在开通服务，开通后才能交付。',
      shipping: '商家正在备货。发货后，这里会显示快递公司和运单号。',
      identification:
        '提交要授权的设备的识别码或设备指纹，只填写识别码本身。提交后，商家为此设备签发 License。',
      coding: '商家正在准备交付。交付后，您可以领取授权码。',
      issuing: '云商店正在请求商家签发 License。签发后自动交付，由您验收。',
      handing: '商家正在制作 License。交付后，由您验收。',
      licensed:
        'License 已交付。用它激活软件，按验收标准核对：通过后订单完成；与约定不符的，填写原因后退回商家。系统不会自动验收。',
      code_ready:
        '商家已交付。领取授权码，在商家的软件中激活；激活后订单自动完成，服务期开始。领取后不能申请退款。',
      recheck: '运营人员正在复核商家的交付。通过后，由您验收。',
      acceptance:
        '商家已交付。按验收标准核对交付凭证：通过后订单完成；与约定不符的，填写原因后退回商家。系统不会自动验收。',
      part: '商家已交付本期内容。按验收标准核对：通过后，商家开始下一期；与约定不符的，填写原因后退回商家。系统不会自动验收。',
      shipped:
        '商家已发货。收货后按验收标准核对：通过后订单完成；与约定不符的，填写原因后退回商家。登记快递签收后 10 天内未处理的，系统自动验收。',
      unreadable:
        '商家已发货。收货后按验收标准核对：通过后订单完成；与约定不符的，填写原因后退回商家。运单的收件电话与订单不一致，系统不会自动验收。',
      collection: '商家已交付。领取授权码后，在商家的软件中激活。领取后不能申请退款。',
      activation: '在商家的软件中激活授权码。激活后，订单自动完成，服务期开始。',
      appeal: '流程暂停。运营人员联系双方后裁定：流程继续、视为验收通过，或退款。',
      refund: '您已申请退款，流程暂停，进展见“退款”。申请被拒绝或撤回后，流程继续。',
      ...over.zh,
    },
    seller: {
      demand: '等待买家按您的交付模板填写需求。提交后，由您确认。',
      demand_only: '等待买家按您的交付模板填写需求。提交后，由您交付。',
      confirmation: '核对买家的需求：确认后由您实施，可与买家约定分期交付；有遗漏的，填写原因后退回买家。',
      design: '按需求完成设计，上传设计方案，由买家确认。',
      design_review: '等待买家确认设计方案。如果退回，您会看到原因，并须重新提交。',
      performing:
        '完成后，上传交付凭证并标记已交付，由买家验收。系统不会自动验收，支付满 180 天仍未验收时会提醒您和买家。',
      opening: '服务正在开通。开通后，您才能标记已交付。',
      shipping:
        '发货后，上传发货凭证，填写快递公司、运单号和收件电话。登记快递签收后，买家 10 天内未处理的，系统自动验收。',
      identification: '等待买家提交设备的识别码。提交后，云商店自动请求您的服务器签发 License。',
      coding: '授权码已生成。软件和激活说明准备好后交付授权码，买家随即可以领取。',
      issuing:
        '云商店正在请求您的服务器签发 License，收到后自动交付。调用失败的，可在“生产接口消息”中重新启动，也可以手动交付 License。',
      handing:
        '以文本或文件交付 License，由买家验收。系统不会自动验收，支付满 180 天仍未验收时会提醒您和买家。',
      licensed:
        '等待买家验收。如果验收不通过，您会看到原因，并须重新交付。买家长期不验收的，可附交付凭证发起申诉。',
      code_ready: '等待买家领取授权码，并在您的软件中激活。您的软件调用激活接口后，订单自动完成。',
      recheck: '运营人员正在复核您的交付。通过后，由买家验收。',
      acceptance:
        '等待买家验收。如果验收不通过，您会看到原因，并须重新交付。买家长期不验收的，可附交付凭证发起申诉。',
      part: '等待买家验收本期内容。通过后，您开始下一期；不通过的，您会看到原因，并须重新交付。',
      shipped: '等待买家收货并验收。登记快递签收后，买家 10 天内未处理的，系统自动验收。',
      unreadable: '等待买家收货并验收。运单的收件电话与订单不一致，系统不会自动验收。',
      collection: '等待买家领取授权码。',
      activation: '等待买家在您的软件中激活授权码。您的软件调用激活接口后，订单自动完成。',
      appeal: '流程暂停。运营人员联系双方后裁定：流程继续、视为验收通过，或退款。',
      refund: '买家申请了退款，流程暂停。同意后退款并终止交付；须退货的，收到退货后退款。拒绝后流程继续。',
      ...over.zh,
    },
    operator: {
      demand: '等待买家提交需求。',
      demand_only: '等待买家提交需求。',
      confirmation: '等待商家确认买家的需求。',
      design: '等待商家提交设计方案。',
      design_review: '等待买家确认设计方案。',
      performing: '等待商家交付。双方协商一致或商家无法履约时，可以退款。',
      opening: '等待商家开通服务。',
      shipping: '等待商家发货。双方协商一致或商家无法履约时，可以退款。',
      identification: '等待买家提交设备的识别码。',
      coding: '等待商家交付授权码。双方协商一致或商家无法履约时，可以退款。',
      issuing: '等待商家的服务器签发 License。双方协商一致或商家无法履约时，可以退款。',
      handing: '等待商家交付 License。双方协商一致或商家无法履约时，可以退款。',
      licensed: '等待买家验收。双方协商一致或商家无法履约时，可以退款。',
      code_ready: '等待买家领取授权码，并在商家的软件中激活。',
      recheck: '复核商家的交付：与需求和验收标准一致的，通过后由买家验收；不一致的，填写原因后退回商家。',
      acceptance: '等待买家验收。双方协商一致或商家无法履约时，可以退款。',
      part: '等待买家验收本期内容。双方协商一致或商家无法履约时，可以退款。',
      shipped: '等待买家收货并验收。登记快递签收后，买家 10 天内未处理的，系统自动验收。',
      unreadable: '等待买家收货并验收。运单的收件电话与订单不一致，系统不会自动验收。',
      collection: '等待买家领取授权码。',
      activation: '等待买家在商家的软件中激活授权码。激活后，订单自动完成。',
      appeal: '流程暂停。联系双方，核实情况后裁定。',
      refund: '买家申请了退款，流程暂停，由双方处理。双方协商一致或商家无法履约时，可以全额退款。',
      ...over.zh,
    },
  },
  {
    buyer: {
      demand:
        'Fill in the seller’s delivery template. You can attach a file. The work starts once the seller confirms; if something is missing, the seller sends it back to you with a reason.',
      demand_only:
        'Fill in the seller’s delivery template. You can attach a file. The seller then starts to deliver.',
      confirmation:
        'The seller is checking your requirements. The work starts once the seller confirms; if something is missing, the seller sends it back to you with a reason.',
      design: 'The seller is making the design. You confirm it once it is submitted.',
      design_review:
        'Look at the seller’s design. The work starts once you confirm it. If it is not what you need, send it back with a reason.',
      performing:
        'The seller is doing the work. Once it is delivered, check it against the acceptance criteria and accept it.',
      opening: 'The seller is activating the service and can deliver once it is active.',
      shipping:
        'The seller is preparing the goods. Once they are shipped, you find the tracking number here.',
      identification:
        'Submit the identification code or fingerprint of the device, and nothing else. The seller then issues a license for it.',
      coding: 'The seller is preparing the delivery. Once it is delivered, you can collect the code.',
      issuing:
        'We are asking the seller for the license. It is delivered as soon as it is issued, and you then accept it.',
      handing: 'The seller is making the license. Once it is delivered, you accept it.',
      licensed:
        'The license is delivered. Activate the software with it and check it against the acceptance criteria. Accept it to complete the order, or send it back with a reason. It is never accepted automatically.',
      code_ready:
        'The seller has delivered. Collect the code and activate it in the seller’s software. This completes the order and starts the term. Once it is collected, you cannot request a refund.',
      recheck: 'An operator is checking what the seller delivered. If it passes, you accept it.',
      acceptance:
        'The seller has delivered. Check it against the acceptance criteria. Accept it to complete the order, or send it back with a reason if it is not as agreed. It is never accepted automatically.',
      part: 'The seller has delivered this part. Check it against the acceptance criteria. Accept it and the seller starts the next part, or send it back with a reason. It is never accepted automatically.',
      shipped:
        'The seller has shipped the goods. When you have them, check them against the acceptance criteria. Accept them to complete the order, or send them back with a reason. They are accepted automatically 10 days after the marketplace records that the courier handed them over.',
      unreadable:
        'The seller has shipped the goods. When you have them, accept them to complete the order, or send them back with a reason. The phone number on the waybill is not that of the order, so they are never accepted automatically.',
      collection:
        'The seller has delivered. Collect the code, then activate it in the seller’s software. Once it is collected, you cannot request a refund.',
      activation: 'Activate the code in the seller’s software. This completes the order and starts the term.',
      appeal:
        'The delivery is on hold. An operator contacts you and the seller and decides: the delivery goes on, counts as accepted, or is refunded.',
      refund:
        'You have requested a refund, and the delivery is on hold. See its progress under Refund. If the request is rejected or withdrawn, the delivery goes on.',
      ...over.en,
    },
    seller: {
      demand: 'The buyer has to fill in your delivery template. You then confirm the requirements.',
      demand_only: 'The buyer has to fill in your delivery template. You then deliver.',
      confirmation:
        'Check the buyer’s requirements. Confirm them to start the work, in parts if you agree that with the buyer. If something is missing, send them back with a reason.',
      design: 'Make the design and upload it. The buyer then confirms it.',
      design_review:
        'The buyer has to confirm the design. If they send it back, you see the reason and submit it again.',
      performing:
        'When the work is done, upload proof and mark it as delivered. Nothing is accepted automatically: 180 days after payment, you and the buyer start to get reminders.',
      opening: 'The service is being activated. You can mark it as delivered once it is active.',
      shipping:
        'When you have shipped the goods, upload proof and enter the courier, the tracking number and the receiver’s phone. They are accepted automatically 10 days after the marketplace records that the courier handed them over.',
      identification:
        'The buyer has to submit the identification code of the device. We then ask your server for the license.',
      coding:
        'The code is ready. Deliver it when the software and its instructions are ready too; the buyer can then collect it.',
      issuing:
        'We are asking your server for the license and deliver it as soon as it arrives. If the call fails, restart it under Production messages, or deliver the license yourself.',
      handing:
        'Deliver the license as text or as a file; the buyer then accepts it. Nothing is accepted automatically: 180 days after payment, you and the buyer start to get reminders.',
      licensed:
        'The buyer has to accept it. If they reject it, you see the reason and deliver again. If they do not answer for long, you can appeal with proof of delivery.',
      code_ready:
        'The buyer has to collect the code and activate it in your software. Your software’s activation call completes the order.',
      recheck: 'An operator is checking what you delivered. If it passes, the buyer accepts it.',
      acceptance:
        'The buyer has to accept it. If they reject it, you see the reason and deliver again. If they do not answer for long, you can appeal with proof of delivery.',
      part: 'The buyer has to accept this part. Then you start the next one; if they reject it, you see the reason and deliver again.',
      shipped:
        'The buyer has to receive and accept the goods. They are accepted automatically 10 days after the marketplace records that the courier handed them over.',
      unreadable:
        'The buyer has to receive and accept the goods. The phone number on the waybill is not that of the order, so they are never accepted automatically.',
      collection: 'The buyer has to collect the code.',
      activation:
        'The buyer has to activate the code in your software. Your software’s activation call completes the order.',
      appeal:
        'The delivery is on hold. An operator contacts you and the buyer and decides: the delivery goes on, counts as accepted, or is refunded.',
      refund:
        'The buyer has requested a refund, and the delivery is on hold. If you approve it, the buyer is refunded and the delivery ends; shipped goods come back first. If you reject it, the delivery goes on.',
      ...over.en,
    },
    operator: {
      demand: 'The buyer has to state the requirements.',
      demand_only: 'The buyer has to state the requirements.',
      confirmation: 'The seller has to confirm the buyer’s requirements.',
      design: 'The seller has to submit the design.',
      design_review: 'The buyer has to confirm the design.',
      performing:
        'The seller has to deliver. You can refund the order if both sides agree or the seller cannot deliver.',
      opening: 'The seller is activating the service.',
      shipping:
        'The seller has to ship the goods. You can refund the order if both sides agree or the seller cannot deliver.',
      identification: 'The buyer has to submit the identification code of the device.',
      coding:
        'The seller has to deliver the code. You can refund the order if both sides agree or the seller cannot deliver.',
      issuing:
        'The seller’s server has to issue the license. You can refund the order if both sides agree or the seller cannot deliver.',
      handing:
        'The seller has to deliver the license. You can refund the order if both sides agree or the seller cannot deliver.',
      licensed:
        'The buyer has to accept it. You can refund the order if both sides agree or the seller cannot deliver.',
      code_ready: 'The buyer has to collect the code and activate it in the seller’s software.',
      recheck:
        'Check what the seller delivered. If it matches the requirements and the acceptance criteria, pass it on to the buyer; if not, send it back with a reason.',
      acceptance:
        'The buyer has to accept it. You can refund the order if both sides agree or the seller cannot deliver.',
      part: 'The buyer has to accept this part. You can refund the order if both sides agree or the seller cannot deliver.',
      shipped:
        'The buyer has to receive and accept the goods. They are accepted automatically 10 days after you record that the courier handed them over.',
      unreadable:
        'The buyer has to receive and accept the goods. The phone number on the waybill is not that of the order, so they are never accepted automatically.',
      collection: 'The buyer has to collect the code.',
      activation: 'The buyer has to activate the code in the seller’s software. This completes the order.',
      appeal: 'The delivery is on hold. Contact both sides, find out what happened, and decide.',
      refund:
        'The buyer has requested a refund. The delivery is on hold until the request is closed. You can refund the order in full if both sides agree or the seller cannot deliver.',
      ...over.en,
    },
  },
)
