import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    title: "回执纸用完了"
    titleSize: "xxl"
    titleTone: "warn"
    FaultLayout {
        width: parent.width
        kept: "您的申请已经收好，不受影响，不用重办。"
        picture: [
            PicturePanel {
                width: parent.width
                tone: "warn"
                body: "工作人员换一卷纸，接着就能打，大约 2 分钟。"
                stacked: true
                picture: PrinterFault { width: 800; fault: "P21" }
            }
        ]
        numberLabel: "您的编号，记下来就行"
        number: "B24 1123 0017"
        numberNote: "抄下来，或者用手机拍一张。"
        choicesTitle: "您想怎么办？"
        choices: [
            ChoiceButton { width: parent.width; text: "叫人来换纸，接着打"; pictogram: "bell"; selected: true },
            Split {
                width: parent.width
                columns: 2
                ChoiceButton { text: "不要纸，我记下了"; pictogram: "check" }
                ChoiceButton { text: "下次来再补打"; pictogram: "clock" }
            }
        ]
        codeLabel: "打电话报修时，请说代码"
        codeName: "回执打印机　缺纸"
        code: "P 21"
    }
}
