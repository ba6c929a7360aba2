import QtQuick
import "../theme"

// One tested part: passed on one line, otherwise with its remedy and its code on a tint.
Rectangle {
    id: root

    property string name: ""
    property string value: ""
    property string remedy: ""
    property string code: ""
    property string tone: "done"
    readonly property bool fine: tone === "done"

    implicitHeight: Math.max(84, words.implicitHeight + 2 * Theme.space16)
    radius: fine ? 0 : Theme.cornerSmall
    color: fine ? "transparent" : Theme.toneTint(tone)
    border.width: fine || Theme.tinted ? 0 : Theme.borderSurface
    border.color: Theme.tone(tone)
    Accessible.role: Accessible.ListItem
    Accessible.name: name + " " + value + " " + code

    Pictogram {
        name: root.fine ? "check" : root.tone === "bad" ? "cross" : "warning"
        size: 44
        color: Theme.tone(root.tone)
        x: 24
        anchors.verticalCenter: parent.verticalCenter
    }

    Column {
        id: words
        x: 96
        width: parent.width - x - (codeLabel.visible ? codeLabel.width + 40 : 24)
        anchors.verticalCenter: parent.verticalCenter

        Grid {
            width: parent.width
            columns: Theme.large ? 1 : 2

            TextLabel {
                width: Theme.large ? words.width : words.width * 0.34
                text: root.name
                size: "s"
                strong: true
            }

            TextLabel {
                width: Theme.large ? words.width : words.width * 0.66
                text: root.value
                size: "s"
            }
        }

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.remedy
            size: "s"
            tone: root.tone
        }
    }

    TextLabel {
        id: codeLabel
        visible: text !== ""
        text: root.code
        strong: true
        tone: root.tone
        wrapMode: Text.NoWrap
        x: parent.width - width - 24
        y: Theme.space16
    }

    Rectangle {
        visible: root.fine
        width: parent.width
        height: 2
        y: parent.height - 2
        color: Theme.hair
    }
}
