pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "parts"

// Every paper with the way it is satisfied; another way where there is a choice; a promise is read before it is made.
Screen {
    id: screen

    readonly property var rows: vm.materials.rows
    readonly property bool choosable: rows.some(row => row.choice)
    readonly property bool choosing: vm.materials.choosing.name !== undefined
    readonly property bool promising: vm.materials.promise.name !== undefined

    title: promising ? say["promise.title"] : choosing ? say["materials.choose"] : say["materials.title"]
    lead: choosing ? vm.materials.choosing.name : choosable ? say["materials.lead"] : say[rows.length ? "materials.lead.none" : "materials.none"]
    goBack: () => promising ? vm.materials.refuse() : choosing ? vm.materials.close() : vm.visit.back()
    onChoosingChanged: pager.page = 0

    Problem {
        width: parent.width
        visible: text !== "" && !screen.choosing
        text: screen.vm.materials.problem
    }

    Repeater {
        model: screen.choosing ? [] : screen.rows

        Paper {
            width: parent ? parent.width : 0
            onOpened: index => screen.vm.materials.open(index)
        }
    }

    ChoiceList {
        width: parent.width
        visible: screen.choosing && !screen.promising
        options: screen.choosing ? screen.vm.materials.choosing.options : []
        chosen: screen.choosing ? [screen.vm.materials.choosing.present] : []
        onPicked: value => screen.vm.materials.choose(value)
    }

    Promise {
        width: parent.width
        visible: screen.promising
        say: screen.say
        name: screen.promising ? screen.vm.materials.promise.name : ""
    }

    aside: Banner {
        width: parent.width
        visible: screen.vm.materials.pending && !screen.choosing
        title: screen.say["materials.pending.title"]
        body: screen.say["materials.pending.body"]
        tone: "done"
        pictogram: "check"
    }

    actions: [
        SecondaryButton {
            objectName: "keep"
            visible: screen.choosing
            text: screen.promising ? screen.say["commitment.refuse"] : screen.say["materials.keep"]
            onClicked: screen.goBack()
        },
        PrimaryButton {
            objectName: "agree"
            visible: screen.promising
            text: screen.say["commitment.agree"]
            pictogram: "hand"
            onClicked: screen.vm.materials.agree()
        },
        PrimaryButton {
            objectName: "next"
            visible: !screen.choosing
            text: screen.say["materials.next"]
            onClicked: screen.vm.materials.next()
        }
    ]
}
