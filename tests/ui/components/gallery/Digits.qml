import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    id: root
    property var keys: null
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    title: "请录入身份证号"
    Field { objectName: "written"; width: parent.width; label: "身份证号"; note: "18 位"; mask: "id"; keyboard: root.keys }
    keyboardArea: [DigitPad { width: parent.width; keyboard: root.keys; withX: true }]
}
