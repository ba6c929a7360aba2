pragma ComponentBehavior: Bound
import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import "../../../../ui/qml/components/pictograms.js" as Names
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    Flow {
        width: parent.width
        spacing: 24
        Repeater {
            model: Names.names()
            Pictogram { required property string modelData; name: modelData; size: 96; fill: Theme.tintSky }
        }
    }
}
