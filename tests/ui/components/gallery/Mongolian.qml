pragma ComponentBehavior: Bound
import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    id: root
    station: "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ"
    role: "ᠵᠠᠰᠠᠭ ᠵᠠᠬᠢᠷᠭᠠᠨ ᠤ ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡ"
    content: Row {
        spacing: 24
        VerticalLabel { text: "ᠲᠠᠪᠲᠠᠢ ᠮᠣᠷᠢᠯᠠᠭᠠᠷᠠᠢ"; pixelSize: 88; height: Theme.portrait ? 1500 : 760 }
        Grid {
            flow: Grid.TopToBottom
            rows: Theme.portrait ? 3 : 1
            columns: Theme.portrait ? 3 : 4
            spacing: 24
            Repeater {
                model: [["idcard", "ᠪᠡᠶ᠎ᠡ ᠶᠢᠨ ᠦᠨᠡᠮᠯᠡᠯ"], ["printer", "ᠬᠡᠪᠯᠡᠬᠦ"], ["search", "ᠬᠠᠢᠬᠤ"], ["envelope", "ᠬᠠᠶᠢᠭ 地址"]]
                VerticalTile { required property var modelData; pictogram: modelData[0]; text: modelData[1]; width: 197; height: Theme.portrait ? 480 : 460 }
            }
        }
    }
}
