import QtQuick
import "../theme"

// One thing to know on this page, in the colour of its state.
Panel {
    id: root

    property string title: ""
    property string body: ""
    property string pictogram: ""

    implicitHeight: Math.max(Math.round(120 * Theme.ease), words.implicitHeight + 2 * (Theme.large ? Theme.space16 : Theme.space24))
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: body

    Pictogram {
        id: sign
        visible: root.pictogram !== ""
        name: root.pictogram
        size: Math.round(60 * Theme.ease)
        color: Theme.tone(root.tone)
        x: 32
        anchors.verticalCenter: parent.verticalCenter
    }

    Column {
        id: words
        x: sign.visible ? sign.x + sign.size + 32 : 32
        width: parent.width - x - 32
        anchors.verticalCenter: parent.verticalCenter

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.title
            strong: true
            tone: root.tone
        }

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.body
            size: "s"
        }
    }
}
