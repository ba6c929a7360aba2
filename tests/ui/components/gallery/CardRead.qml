import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    step: 2
    steps: 6
    stepWord: "刷卡"
    title: "读好了，可以拿走身份证"
    titleSize: "title"
    titleTone: "done"
    lead: "请先看看是不是您本人。"

    asideFirst: true
    aside: [
        KioskScene {
            width: parent.width

            stage: "done"
            paperText: "出纸口"
            socialText: "社保卡口"
            slotText: "已经读完"
            takeText: "现在可以拿走"
        }
    ]
    PersonPanel { width: parent.width; name: "其其*"; line1: "女　81 岁"; line2: "1508 **** **** **28"; note: "身份证有效。您离开后，屏幕上不留任何信息。" }
    actions: [
        SecondaryButton { text: "不是我"; pictogram: "cross" },
        PrimaryButton { text: "是我，接着办" }
    ]
}
