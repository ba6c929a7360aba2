import QtQuick
import "../theme"

// One answer: a ring for one of many, a square for several; a tick when chosen.
Touchable {
    id: root

    property string hint: ""
    property bool several: false
    property bool chosen: false

    rest: chosen ? Theme.tintSky : Theme.card
    edge: chosen ? Theme.accent : Theme.line
    edgeWidth: chosen ? Theme.borderState : Theme.borderControl
    implicitHeight: Math.max(Theme.fieldHeight, words.implicitHeight + 2 * Theme.space16)
    Accessible.role: several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.description: hint
    contentItem: Item {
        Rectangle {
            id: mark
            x: Theme.space24
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(56 * Theme.edge)
            height: width
            radius: root.several ? 12 : width / 2
            color: root.chosen ? Theme.accent : Theme.card
            border.width: 4
            border.color: root.chosen ? Theme.accent : Theme.line

            Pictogram {
                visible: root.chosen
                anchors.centerIn: parent
                name: "check"
                size: parent.width * 0.64
                stroke: 8
                color: Theme.accentInk
            }
        }

        Column {
            id: words
            x: mark.x + mark.width + Theme.space24
            width: parent.width - x - Theme.space16
            anchors.verticalCenter: parent.verticalCenter

            TextLabel {
                width: parent.width
                text: root.text
                strong: root.chosen
                Accessible.ignored: true
            }

            TextLabel {
                width: parent.width
                visible: text !== ""
                text: root.hint
                size: "s"
                tone: "muted"
                Accessible.ignored: true
            }
        }
    }
}
