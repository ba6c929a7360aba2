import QtQuick
import "../theme"

// A picture with its words on a tint: side by side, or the words under it.
Panel {
    id: root

    property string title: ""
    property string body: ""
    property bool stacked: Theme.large
    property alias picture: place.data
    readonly property real pictureWidth: stacked ? width - 96 : Math.min(400, width * 0.42)

    tone: "accent"
    implicitHeight: stacked ? place.implicitHeight + words.implicitHeight + 72 : Math.max(place.implicitHeight, words.implicitHeight + 48)
    border.color: Theme.tone(tone)

    Column {
        id: place
        x: root.stacked ? (root.width - width) / 2 : 16
        y: root.stacked ? 24 : 0
        width: root.pictureWidth
    }

    Column {
        id: words
        x: root.stacked ? 48 : place.x + place.width + 24
        y: root.stacked ? place.y + place.implicitHeight + 16 : (root.height - implicitHeight) / 2
        width: root.width - x - 32
        spacing: Theme.space8

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.title
            size: "l"
            strong: true
        }

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.body
            size: "s"
            align: root.stacked ? "center" : "left"
        }
    }
}
