import QtQuick
import Doorstep
import "../../components"

// One item of the list: its name and what can be done with it here.
ListTile {
    required property ViewModels vm
    required property var modelData

    objectName: "item-" + modelData.id
    text: modelData.name
    why: modelData.why
    onClicked: vm.choose.openItem(modelData.id)
}
