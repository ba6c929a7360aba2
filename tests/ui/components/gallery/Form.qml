import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    id: root
    property var keys: null
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    step: 3
    steps: 6
    stepWord: "填表"
    title: "怎么找到您？"

    LockedPanel {
        width: parent.width
        title: "身份证上读来的，不用填"
        rows: [{label: "姓名", value: "其其*"}, {label: "身份证号", value: "1508 **** **** **28"}, {label: "户籍地址", value: "乌拉特中旗 白音塔拉嘎查"}]
    }
    Field { width: parent.width; label: "联系电话"; note: "可以不填，也可以写亲戚的"; text: "1384788120"; mask: "digits"; problem: "少了一位数字。"; problemRemedy: "手机号是 11 位。" }
    Field { objectName: "written"; width: parent.width; label: "现在住哪儿"; note: "写到哪一户，方便上门"; text: "乌拉特中旗"; keyboard: root.keys }
    TextLabel { width: parent.width; text: "写到一半停电也不怕，再刷身份证就能接着填。"; size: "s"; tone: "muted" }
    keyboardArea: [PinyinKeyboard { width: parent.width; keyboard: root.keys }]
}
