import QtQuick
import "../theme"

// A fault in its fixed order: what is kept, the remedy as a picture, the number, the choices, the code to say on the telephone.
Stack {
    id: root

    property string kept: ""
    property string numberLabel: ""
    property string number: ""
    property string numberNote: ""
    property string choicesTitle: ""
    property string codeLabel: ""
    property string codeName: ""
    property string code: ""
    property alias picture: scene.data
    property alias choices: ways.data

    TextLabel {
        width: root.width
        visible: text !== ""
        text: root.kept
        size: Theme.large ? "m" : "l"
    }

    Column {
        id: scene
        width: root.width
        visible: children.length > 0
    }

    NumberPanel {
        width: root.width
        visible: root.number !== ""
        label: root.numberLabel
        labelTone: "done"
        number: root.number
        note: root.numberNote
    }

    SectionHead {
        width: root.width
        visible: text !== ""
        text: root.choicesTitle
    }

    Column {
        id: ways
        width: root.width
        spacing: Theme.space16
    }

    Panel {
        width: root.width
        visible: root.code !== ""
        implicitHeight: Math.max(words.implicitHeight, spoken.height) + 2 * Theme.space16
        height: implicitHeight

        Column {
            id: words
            x: 32
            width: parent.width - spoken.width - 96
            anchors.verticalCenter: parent.verticalCenter

            TextLabel {
                width: parent.width
                text: root.codeLabel
                size: "s"
                tone: "muted"
            }

            TextLabel {
                width: parent.width
                visible: text !== ""
                text: root.codeName
                size: "s"
            }
        }

        TextLabel {
            id: spoken
            x: parent.width - width - 40
            anchors.verticalCenter: parent.verticalCenter
            text: root.code
            size: "xxl"
            strong: true
            wrapMode: Text.NoWrap
        }
    }
}
