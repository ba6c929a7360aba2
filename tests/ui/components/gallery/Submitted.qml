import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    step: 6
    steps: 6
    stepWord: "拿回执"
    Outcome { width: parent.width; title: "收好了，丢不了" }
    NumberPanel { width: parent.width; label: "您的编号"; number: "B24 1123 0017"; note: "查进度、补材料，报这个号或刷身份证都行。" }
    SectionHead { width: parent.width; text: "最低生活保障申请　分两步走" }
    TwoMoments {
        width: parent.width
        firstTitle: "今天 10:42　收件"
        firstBody: "材料交到了这台机器，给您一张“收件回执”。"
        secondTitle: "往后　受理"
        secondBody: "苏木看过材料，同意受理，给您“受理通知书”。\n30 个工作日从那天算起。"
    }
    aside: [
        Banner { width: parent.width; tone: "warn"; pictogram: "envelope"; title: "这会儿没有网，机器替您存着"; body: "网一通就自动送到苏木，您不用再来一趟。" },
        PicturePanel {
            width: parent.width
            title: "正在打印收件回执"
            body: "从屏幕左下的出纸口拿。\n没打出来也不要紧，编号管用。"
            picture: PrinterScene { width: 400 }
        }
    ]
    actions: [SecondaryButton { text: "再打一张"; pictogram: "printer" }, PrimaryButton { text: "办完了，拿好证件" }]
}
